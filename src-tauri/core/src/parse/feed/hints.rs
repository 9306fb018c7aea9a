//! RSS's hints to those who ask it: `ttl`, `skipHours`, `skipDays`.

use std::borrow::Cow;

use super::element::Element;
use super::xml::Xml;
use crate::parse::RawPace;

/// `ttl`: for how many minutes the feed may be kept.
pub(super) fn ttl(line: Option<Cow<'_, str>>, pace: &mut RawPace) {
    pace.ttl_minutes = line.and_then(|line| line.parse().ok()).filter(|minutes| *minutes > 0);
}

/// `skipHours`: the hours of the day, in UTC, in which nothing new comes.
pub(super) fn skip_hours<'a>(xml: &mut Xml<'a>, hours: &Element<'a>, pace: &mut RawPace) {
    while let Some(hour) = xml.child(hours) {
        // Some count 1 to 24.
        let hour: Option<u8> = xml.parsed(&hour);
        if let Some(hour) = hour.filter(|hour| *hour <= 24)
            && !pace.skip_hours.contains(&(hour % 24))
        {
            pace.skip_hours.push(hour % 24);
        }
    }
}

/// `skipDays`: the days of the week on which nothing new comes.
pub(super) fn skip_days<'a>(xml: &mut Xml<'a>, days: &Element<'a>, pace: &mut RawPace) {
    while let Some(day) = xml.child(days) {
        if let Some(day) = xml.parsed(&day)
            && !pace.skip_days.contains(&day)
        {
            pace.skip_days.push(day);
        }
    }
}
