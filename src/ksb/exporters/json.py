"""A standard as one JSON object."""

from ksb.objects import Object, dumps, duty_object, ksb_object, option_object
from ksb.standard import Standard


def export(standard: Standard) -> str:
    """Return the whole standard as one JSON object."""
    return dumps(
        {
            **about(standard),
            "options": [option_object(standard, option) for option in standard.options],
            "ksbs": [ksb_object(standard, code) for code in standard.codes],
            "duties": [duty_object(standard, duty) for duty in standard.duties],
            "assessment": standard.assessment and standard.assessment.model_dump(mode="json"),
        }
    )


def about(standard: Standard) -> Object:
    """Return what a standard says before its options, in the order of the file format."""
    return {
        "format": standard.format,
        "title": standard.title,
        "publisher": standard.publisher,
        "issued": standard.issued,
        **standard.metadata,
        "overview": list(standard.overview),
        "job_titles": list(standard.job_titles),
        "key": standard.key and standard.key.model_dump(),
        "claims": [{"text": claim.text, **claim.counts} for claim in standard.claims],
    }
