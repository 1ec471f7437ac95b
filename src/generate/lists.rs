//! The words at the top of the frequency list, written by hand. The rest is built from syllables.

pub(super) const NOUNS: &str = "\
    council government company market police court minister school city season plan budget report team \
    union election hospital price river harbour bridge committee contract decision growth match energy \
    railway agreement proposal ruling inquiry vote strike shipment storm forecast survey museum festival \
    laboratory university investor quarter export factory refinery farmer harvest pipeline airport ferry \
    motorway campaign coalition opposition parliament regulator lender pension rent housing tenant \
    landlord developer stadium coach goalkeeper striker league trophy jury prosecutor defendant appeal \
    verdict witness detective suspect warehouse wildfire flood drought rescue patient vaccine clinic \
    nurse ward study telescope satellite battery software chip network outage gallery orchestra novel \
    composer archive heritage timber fishery quota tariff border treaty summit envoy embassy sanction \
    reform deficit surplus inflation wage payroll retailer supermarket brewery bakery quarry reservoir \
    turbine grid permit licence petition referendum mayor deputy spokesman engineer captain crew \
    passenger driver cyclist junction tunnel";
pub(super) const VERBS: &str = "\
    approved rejected delayed opened closed reported expected raised cut announced agreed warned \
    criticised welcomed signed launched suspended resumed ordered won lost backed blocked replaced \
    reviewed inspected damaged rebuilt sold bought defended questioned arrested charged cleared fined \
    evacuated flooded tested measured published promised extended shortened halted funded outlined \
    abandoned supported opposed challenged postponed rescued visited addressed appointed dismissed \
    recovered discovered completed restored expanded reduced doubled monitored ended";
pub(super) const ADJECTIVES: &str = "\
    new public local regional annual final former senior early late large small northern southern \
    eastern western legal financial political medical independent temporary permanent serious minor \
    unusual broad narrow recent earlier current empty crowded private federal coastal rural urban \
    industrial historic modern costly cheap urgent quiet heavy light strong weak rare common official";
pub(super) const ADVERBS: &str = "\
    quickly slowly narrowly sharply slightly largely quietly formally repeatedly briefly unanimously \
    temporarily unexpectedly reluctantly steadily openly jointly partly";
pub(super) const FIRST_NAMES: &[&str] = &[
    "Anna", "Marek", "Lena", "Tomas", "Ines", "Paul", "Greta", "Omar", "Ruth", "Henrik", "Clara", "Davide",
    "Yara", "Felix", "Nadia", "Peter", "Sofia", "Jonas", "Miriam", "Carlos", "Edith", "Viktor", "Amina",
    "Louis", "Hanna", "Rafael", "Ingrid", "Samuel", "Noor", "Walter", "Bianca", "Emil", "Teresa", "Ivan",
    "Judith", "Karim", "Elsa", "Hugo", "Irena", "Matteo", "Alice", "Dmitri", "Rosa", "Kenji", "Laura",
    "Stefan", "Mina", "Oscar", "Vera", "Leo",
];
pub(super) const DAYS: &[&str] =
    &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "last week", "this week"];
pub(super) const MONTHS: &[&str] = &[
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
pub(super) const DETERMINERS: &[&str] =
    &["the", "its", "this", "another", "that", "each", "their", "the", "the", "one"];
pub(super) const OPENERS: &[&str] =
    &["The", "This", "Another", "That", "Their", "The", "The", "One", "Its", "Each"];
pub(super) const PREPOSITIONS: &[&str] = &[
    "of", "in", "for", "with", "near", "after", "under", "over", "against", "from", "despite", "through",
    "beyond", "around", "before", "without", "during", "by", "at", "inside", "outside", "across",
];
pub(super) const SAYINGS: &[&str] =
    &["said", "said", "told reporters", "added", "wrote", "said in a statement", "argued"];
pub(super) const JOINS: &[&str] = &[
    "and", "but", "while", "because", "although", "after", "as", "before", "so", "whereas", "until", "where",
];
pub(super) const ROLES: &[&str] = &[
    "mayor",
    "analyst",
    "deputy minister",
    "union leader",
    "headteacher",
    "harbour master",
    "chief executive",
    "spokeswoman",
    "professor",
    "surgeon",
    "prosecutor",
    "defence lawyer",
    "head coach",
    "economist",
    "fire chief",
    "councillor",
    "curator",
    "farmer",
    "engineer",
    "campaigner",
    "treasurer",
    "shopkeeper",
    "ranger",
    "governor",
];
pub(super) const PAPERS: &[&str] = &[
    "Courier",
    "Herald",
    "Gazette",
    "Observer",
    "Post",
    "Mercury",
    "Ledger",
    "Echo",
    "Argus",
    "Sentinel",
    "Star",
    "Chronicle",
    "Dispatch",
    "Tribune",
    "Bulletin",
    "Examiner",
    "Advertiser",
    "Record",
    "Beacon",
    "Voice",
];
/// Name, mark and address of the agencies whose copy travels.
pub(super) const AGENCIES: &[(&str, &str, &str)] = &[
    ("Meridian Wire", "MW", "meridianwire.example"),
    ("Nordpress", "NP", "nordpress.example"),
    ("Agence Littoral", "AL", "agence-littoral.example"),
    ("Tri-County News Service", "TCNS", "tcns.example"),
];
