// Everything is defined: show what the address asks for.

read();
show(fromAddress(stored(CHOSEN) ?? ""));
if (state.pathway) write("replaceState", state);
fill();
