//! The news agencies and press-release wires whose credits are known.

/// An agency and the names it is credited under.
#[derive(Debug)]
pub(super) struct Agency {
    /// The name results carry.
    pub name: &'static str,
    /// Names that mean this agency wherever a credit can stand.
    pub forms: &'static [&'static str],
    /// Names that are also words or other bodies' initials: they need brackets, a list or a line of their own.
    pub ambiguous: &'static [&'static str],
    /// Outlet names and domains that are the agency itself.
    pub outlets: &'static [&'static str],
}

/// One row of the table.
const fn agency(
    name: &'static str,
    forms: &'static [&'static str],
    ambiguous: &'static [&'static str],
    outlets: &'static [&'static str],
) -> Agency {
    Agency { name, forms, ambiguous, outlets }
}

/// Every agency known. Forms of four bytes or fewer are matched as written, longer ones in any ASCII case.
pub(super) static AGENCIES: &[Agency] = &[
    agency(
        "AP",
        &["The Associated Press", "Associated Press", "La Prensa Asociada", "美联社", "Ассошиэйтед Пресс"],
        &["AP", "A.P."],
        &["apnews.com", "ap.org", "hosted.ap.org", "associated press", "the associated press", "ap"],
    ),
    agency(
        "Reuters",
        &["Thomson Reuters", "Reuters Staff", "Reuters", "Reuter", "路透社", "Рейтер", "ロイター"],
        &[],
        &["reuters.com", "reuters"],
    ),
    agency(
        "AFP",
        &["Agence France-Presse", "Agence France Presse", "AFP", "法新社", "АФП"],
        &[],
        &["afp.com", "afp"],
    ),
    agency(
        "dpa",
        &["Deutsche Presse-Agentur", "Deutsche Presse Agentur", "dpa-infocom", "dpa-infografik", "dpa"],
        &["DPA"],
        &["dpa.com", "dpa.de", "dpa-international.com", "dpa"],
    ),
    agency("dpa-AFX", &["dpa-AFX", "dpa-AFX Broker", "AFX News"], &["AFX"], &["dpa-afx.de", "dpa-afx"]),
    agency(
        "PA Media",
        &["PA Media", "Press Association", "The Press Association"],
        &["PA"],
        &["pa.media", "pressassociation.com"],
    ),
    agency(
        "TASS",
        &["ITAR-TASS", "TASS", "ИТАР-ТАСС", "ТАСС", "塔斯社"],
        &[],
        &["tass.com", "tass.ru", "tass"],
    ),
    agency(
        "RIA Novosti",
        &["RIA Novosti", "РИА Новости", "РИА \"Новости\"", "俄新社"],
        &["РИА", "RIA"],
        &["ria.ru", "ria novosti", "риа новости"],
    ),
    agency(
        "Interfax",
        &["Interfax-Ukraine", "Interfax", "Интерфакс", "ИНТЕРФАКС"],
        &[],
        &["interfax.ru", "interfax.com", "interfax"],
    ),
    agency(
        "Xinhua",
        &["Xinhua News Agency", "Xinhua", "新华社", "新华网", "Синьхуа"],
        &[],
        &["xinhuanet.com", "news.cn", "xinhua", "新华社", "新华网"],
    ),
    agency(
        "China News Service",
        &["China News Service", "中新社", "中新网"],
        &["CNS"],
        &["chinanews.com", "chinanews.com.cn", "中新网"],
    ),
    agency("EFE", &["Agencia EFE", "EFE"], &[], &["efe.com", "efe"]),
    agency("Europa Press", &["Europa Press"], &["EP"], &["europapress.es", "europa press"]),
    agency("ANSA", &["ANSA"], &[], &["ansa.it", "ansa"]),
    agency("Adnkronos", &["Adnkronos", "Adnkronos Salute"], &[], &["adnkronos.com", "adnkronos"]),
    agency("AGI", &["Agenzia Giornalistica Italia"], &["AGI"], &["agi.it"]),
    agency("LaPresse", &["LaPresse"], &[], &["lapresse.it"]),
    agency("Lusa", &["Agência Lusa", "LUSA", "Lusa"], &[], &["lusa.pt", "lusa"]),
    agency(
        "Agência Brasil",
        &["Agência Brasil", "Agencia Brasil"],
        &["ABr"],
        &["agenciabrasil.ebc.com.br", "agência brasil"],
    ),
    agency("Estadão Conteúdo", &["Estadão Conteúdo", "Estadao Conteudo"], &[], &[]),
    agency("Folhapress", &["Folhapress"], &[], &["folhapress.folha.com.br"]),
    agency("Notimex", &["Notimex"], &[], &["notimex.gob.mx", "notimex"]),
    agency("Télam", &["Télam", "Telam"], &[], &["telam.com.ar", "télam", "telam"]),
    agency("Kyodo", &["Kyodo News", "Kyodo", "共同通信", "共同"], &[], &["kyodonews.net", "kyodo"]),
    agency("Jiji", &["Jiji Press", "Jiji", "時事通信", "時事"], &[], &["jiji.com", "jiji"]),
    agency("Yonhap", &["Yonhap News Agency", "Yonhap", "연합뉴스", "韩联社"], &[], &["yna.co.kr", "yonhap"]),
    agency("APA", &["Austria Presse Agentur"], &["APA"], &["apa.at", "ots.at"]),
    agency(
        "Keystone-SDA",
        &["Keystone-SDA", "Keystone-ATS"],
        &["SDA", "sda", "ATS", "ats"],
        &["keystone-sda.ch"],
    ),
    agency("Belga", &["Belga"], &[], &["belga.be", "belga"]),
    agency("ANP", &["Algemeen Nederlands Persbureau"], &["ANP"], &["anp.nl"]),
    agency("TT", &["Tidningarnas Telegrambyrå"], &["TT"], &["tt.se"]),
    agency("NTB", &["Norsk Telegrambyrå"], &["NTB"], &["ntb.no"]),
    agency("Ritzau", &["Ritzau"], &[], &["ritzau.dk", "ritzau"]),
    agency("STT", &["Suomen Tietotoimisto"], &["STT"], &["stt.fi"]),
    agency("UPI", &["United Press International"], &["UPI"], &["upi.com", "upi"]),
    agency("Bloomberg", &["Bloomberg News", "Bloomberg"], &[], &["bloomberg.com", "bloomberg"]),
    agency("CNN Wire", &["CNN Newsource", "CNN Wire", "CNN-Wire"], &[], &[]),
    agency(
        "The Canadian Press",
        &["The Canadian Press", "Canadian Press", "La Presse Canadienne"],
        &["CP"],
        &["thecanadianpress.com", "the canadian press"],
    ),
    agency("AAP", &["Australian Associated Press"], &["AAP"], &["aap.com.au", "aap"]),
    agency("PTI", &["Press Trust of India"], &["PTI"], &["ptinews.com", "pti"]),
    agency("IANS", &["IANS"], &[], &["ians.in", "ians"]),
    agency("ANI", &["Asian News International"], &["ANI"], &["aninews.in", "ani"]),
    agency("UNI", &["United News of India"], &["UNI"], &["uniindia.com"]),
    agency("Anadolu", &["Anadolu Agency", "Anadolu Ajansı", "Anadolu"], &["AA"], &["aa.com.tr", "anadolu"]),
    agency("epd", &["Evangelischer Pressedienst", "epd"], &[], &["epd.de", "epd"]),
    agency("KNA", &["Katholische Nachrichten-Agentur", "KNA"], &[], &["kna.de", "kna"]),
    agency("SID", &["Sport-Informations-Dienst"], &["SID", "sid"], &["sid.de"]),
    agency("dts", &["dts Nachrichtenagentur"], &["dts", "DTS"], &["dts-nachrichtenagentur.de"]),
    agency("PAP", &["Polska Agencja Prasowa"], &["PAP"], &["pap.pl"]),
    agency("ČTK", &["ČTK"], &["CTK"], &["ctk.cz", "ceskenoviny.cz"]),
    agency("TASR", &["TASR"], &[], &["tasr.sk"]),
    agency("MTI", &["Magyar Távirati Iroda"], &["MTI"], &["mti.hu"]),
    agency("Ukrinform", &["Ukrinform", "Укринформ", "Укрінформ"], &[], &["ukrinform.net", "ukrinform.ua"]),
    agency("BTA", &["Bulgarian News Agency"], &["BTA", "БТА"], &["bta.bg"]),
    agency("Tanjug", &["Tanjug", "Танјуг"], &[], &["tanjug.rs"]),
    agency("HINA", &["HINA"], &["Hina"], &["hina.hr"]),
    agency("WAM", &["Emirates News Agency"], &["WAM"], &["wam.ae"]),
    agency("SPA", &["Saudi Press Agency"], &["SPA"], &["spa.gov.sa"]),
    agency("MENA", &["Middle East News Agency"], &["MENA"], &["mena.org.eg"]),
    agency("NAN", &["News Agency of Nigeria"], &["NAN"], &["nannews.ng"]),
    agency("PNA", &["Philippine News Agency"], &["PNA"], &["pna.gov.ph"]),
    agency("Bernama", &["Bernama"], &[], &["bernama.com", "bernama"]),
    agency("Antara", &["ANTARA"], &[], &["antaranews.com"]),
    agency(
        "PR Newswire",
        &["PRNewswire-FirstCall", "PR Newswire", "PRNewswire"],
        &[],
        &["prnewswire.com", "prnewswire.co.uk"],
    ),
    agency("Business Wire", &["Business Wire", "BusinessWire"], &[], &["businesswire.com"]),
    agency("GlobeNewswire", &["GlobeNewswire", "Globe Newswire"], &[], &["globenewswire.com"]),
    agency("Accesswire", &["Accesswire"], &[], &["accesswire.com"]),
    agency("ots", &["news aktuell"], &["ots", "OTS"], &["presseportal.de", "presseportal.ch"]),
];
