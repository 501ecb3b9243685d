"""Name what the rules rest on; `docs/sources.md` says what is taken from each."""

from __future__ import annotations

from typing import Final

from kneecoach.model.exercise import Source

HOUSE_RULE: Final = "house-rule"
"""Key of what is our own judgement rather than someone else's finding or advice."""

SOURCES: Final[tuple[Source, ...]] = (
    Source(
        key="flawless-physio-back-of-knee",
        title="Pain at the back of the knee and running, Flawless Physio",
        where="an article for runners on the practice's website",
    ),
    Source(
        key="msk-doctors-knee-after-running",
        title="Knee pain after running, causes explained, MSK Doctors",
        where="an article for runners on the clinic's website",
    ),
    Source(
        key="stylist-knee-pain-running",
        title="Knee pain from running and how to treat it, Stylist with Your Pilates Physio",
        where="an article on the magazine's website, with advice from Your Pilates Physio",
    ),
    Source(
        key="triathlete-pt-post-run-pain",
        title="Post-run knee pain, Triathlete PT",
        where="an article for runners by a physical therapist",
    ),
    Source(
        key="hinge-health-back-of-knee",
        title="Pain in the back of the knee, Hinge Health",
        where="https://www.hingehealth.com/resources/articles/back-of-knee-pain/",
    ),
    Source(
        key="pain-traffic-light",
        title="Pain traffic light, Provide Physiotherapy",
        where="https://providephysiotherapy.org.uk/pain-traffic-light/",
    ),
    Source(
        key="return-to-activity",
        title="Returning to activity, Allied Health Professionals Suffolk",
        where="https://ahpsuffolk.co.uk/Home/SelfHelp/ReturningtoActivity.aspx",
    ),
    Source(
        key="next-day-pain",
        title="Pain the day after exercise, Southside Physiotherapy",
        where="https://southsidephysio.com/1855-2/",
    ),
    Source(
        key="lincolnshire-knee",
        title="When knee pain needs a specialist, Lincolnshire Knee",
        where="https://lincolnshireknee.co.uk/blogs/when-knee-pain-needs-a-specialist-adqrnv",
    ),
    Source(
        key="urgent-knee-signs",
        title="Vital facts about knee pain: when to see a doctor, Basic First Aid",
        where="https://basicfirstaid.ca/vital-facts-about-knee-pain/",
    ),
    Source(
        key="calf-signs",
        title="Deep venous thrombosis: symptoms and signs, MSD Manual",
        where=(
            "https://www.msdmanuals.com/uk/professional/cardiovascular-disorders/"
            "peripheral-venous-disorders/deep-venous-thrombosis-dvt"
        ),
    ),
    Source(
        key="walk-before-run",
        title="Walk/run programme for injury rehabilitation, Richard Blake DPM",
        where="https://www.drblakeshealingsole.com/2010/03/walkrun-program-for-injury.html",
    ),
    Source(
        key="single-session-spike",
        title="Running-related injury and the longest session of 30 days, Br J Sports Med 2025",
        where="https://doi.org/10.1136/bjsports-2024-109380",
    ),
    Source(
        key="acsm-progression",
        title="Progression models in resistance training, ACSM position stand 2009",
        where="https://www.medscape.com/viewarticle/717047",
    ),
    Source(
        key="pain-monitoring-model",
        title="Pain-monitoring model, Thomeé 1997 and Silbernagel and others 2007",
        where="Phys Ther 77(12):1690-1703; Am J Sports Med 35(6):897-906",
    ),
    Source(
        key="numeric-rating-scale",
        title="Measurement properties of the numeric rating scale in limb impairments, Zdrav Vestn",
        where="https://doi.org/10.6016/ZdravVestn.3108",
    ),
    Source(key=HOUSE_RULE, title="Our own judgement"),
)
