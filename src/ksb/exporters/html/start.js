// Everything is defined: show what the address asks for.

read();
show(fromAddress());
fill();
