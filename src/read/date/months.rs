//! Names of months and zones.

/// Month names and abbreviations, lower case: English, German, French, Spanish, Italian, Portuguese, Dutch.
const MONTHS: [&[&str]; 12] = [
    &[
        "january", "januar", "jänner", "janvier", "enero", "gennaio", "janeiro", "januari", "janv", "jan",
        "ene", "gen",
    ],
    &[
        "february",
        "februar",
        "feber",
        "février",
        "fevrier",
        "febrero",
        "febbraio",
        "fevereiro",
        "februari",
        "févr",
        "feb",
        "fev",
    ],
    &["march", "märz", "maerz", "mars", "marzo", "março", "maart", "mär", "mrz", "mar", "mrt"],
    &["april", "avril", "abril", "aprile", "apr", "avr", "abr"],
    &["may", "mai", "mayo", "maggio", "maio", "mei", "mag"],
    &["june", "juni", "juin", "junio", "giugno", "junho", "jun", "giu"],
    &["july", "juli", "juillet", "julio", "luglio", "julho", "juil", "jul", "lug"],
    &["august", "août", "aout", "agosto", "augustus", "aug", "ago"],
    &["september", "septembre", "septiembre", "setiembre", "settembre", "setembro", "sept", "sep", "set"],
    &["october", "oktober", "octobre", "octubre", "ottobre", "outubro", "oct", "okt", "ott", "out"],
    &["november", "novembre", "noviembre", "novembro", "nov"],
    &[
        "december",
        "dezember",
        "décembre",
        "decembre",
        "diciembre",
        "dicembre",
        "dezembro",
        "dec",
        "dez",
        "déc",
        "dic",
    ],
];

/// The same of languages that decline them, as they stand in a date and alone: Polish, Russian, Ukrainian, Greek.
const DECLINED: [&[&str]; 12] = [
    &["stycznia", "styczeń", "sty", "января", "январь", "янв", "січня", "ιανουαρίου", "ιανουάριος", "ιαν"],
    &[
        "lutego",
        "luty",
        "lut",
        "февраля",
        "февраль",
        "фев",
        "февр",
        "лютого",
        "φεβρουαρίου",
        "φεβρουάριος",
        "φεβ",
    ],
    &["marca", "marzec", "марта", "март", "мар", "березня", "μαρτίου", "μάρτιος", "μαρ"],
    &["kwietnia", "kwiecień", "kwi", "апреля", "апрель", "апр", "квітня", "απριλίου", "απρίλιος", "απρ"],
    &["maja", "maj", "мая", "май", "травня", "μαΐου", "μάιος", "μαι", "μαϊ"],
    &["czerwca", "czerwiec", "cze", "июня", "июнь", "июн", "червня", "ιουνίου", "ιούνιος", "ιουν"],
    &["lipca", "lipiec", "lip", "июля", "июль", "июл", "липня", "ιουλίου", "ιούλιος", "ιουλ"],
    &["sierpnia", "sierpień", "sie", "августа", "август", "авг", "серпня", "αυγούστου", "αύγουστος", "αυγ"],
    &[
        "września",
        "wrzesień",
        "wrz",
        "сентября",
        "сентябрь",
        "сен",
        "сент",
        "вересня",
        "σεπτεμβρίου",
        "σεπτέμβριος",
        "σεπ",
    ],
    &[
        "października",
        "październik",
        "paź",
        "октября",
        "октябрь",
        "окт",
        "жовтня",
        "οκτωβρίου",
        "οκτώβριος",
        "οκτ",
    ],
    &[
        "listopada",
        "listopad",
        "lis",
        "ноября",
        "ноябрь",
        "ноя",
        "нояб",
        "листопада",
        "νοεμβρίου",
        "νοέμβριος",
        "νοε",
    ],
    &["grudnia", "grudzień", "gru", "декабря", "декабрь", "дек", "грудня", "δεκεμβρίου", "δεκέμβριος", "δεκ"],
];

/// The month a lower-cased word names, 1 to 12.
pub(super) fn month(word: &str) -> Option<i64> {
    let named = |names: &&[&str]| names.contains(&word);
    let index = MONTHS.iter().position(named).or_else(|| DECLINED.iter().position(named))?;
    Some(index as i64 + 1)
}

/// The offset from UTC, in seconds, of a lower-cased zone name that means one thing among news sites.
pub(super) fn zone(word: &str) -> Option<i64> {
    let hours = match word {
        "z" | "utc" | "gmt" => 0,
        "est" | "cdt" => -5,
        "edt" => -4,
        "cst" | "mdt" => -6,
        "mst" | "pdt" => -7,
        "pst" => -8,
        "cet" | "mez" => 1,
        "cest" | "mesz" => 2,
        _ => return None,
    };
    Some(hours * 3_600)
}
