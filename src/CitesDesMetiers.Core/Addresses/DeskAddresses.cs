using static System.FormattableString;

namespace CitesDesMetiers.Core.Addresses;

/// <summary>Addresses of the desk. Those of an issue, a dispatch, a call or a subscriber are in classes of their own.</summary>
public static class DeskAddresses
{
    public const string Dashboard = "/redaction";
    public const string News = Dashboard + "/nouvelles";

    /// <summary>Examples of the components, in Development.</summary>
    public const string Components = Dashboard + "/composants";
    public const string Issues = Dashboard + "/numeros";
    public const string Calls = Dashboard + "/appels";
    public const string Agenda = Dashboard + "/agenda";
    public const string Moves = Dashboard + "/arrivees-departs";
    public const string Contacts = Dashboard + "/contacts";
    public const string Cites = Dashboard + "/cites";
    public const string Themes = Dashboard + "/themes";
    public const string Pictures = Dashboard + "/images";
    public const string Dispatches = Dashboard + "/envois";
    public const string Outbox = Dashboard + "/boite-d-envoi";
    public const string Embedding = Dashboard + "/inserer";
    public const string Bin = Dashboard + "/corbeille";
    public const string Subscribers = Dashboard + "/abonnes";
    public const string Suppressions = Dashboard + "/opposition";
    public const string Users = Dashboard + "/utilisateurs";
    public const string Settings = Dashboard + "/reglages";
    public const string SendingDomain = Settings + "/domaine";
    public const string SystemState = Settings + "/systeme";
    public const string Webhooks = Settings + "/webhooks";
    public const string MailSettings = Settings + "/courrier";
    public const string MailTrial = MailSettings + "/essai";
    public const string HeldMail = Settings + "/envois-retenus";
    public const string Look = Settings + "/apparence";
    public const string LookMail = Look + "/courriel";
    public const string LookSite = Look + "/site";
    public const string HideSetUp = Dashboard + "/mise-en-route/masquage";
    public const string AuditLog = Dashboard + "/journal";
    public const string AuditExport = AuditLog + "/export";
    public const string AuditCheck = AuditLog + "/verification";
    public const string Search = Dashboard + "/recherche";

    /// <summary>Takes drafts of forms. The address of presence is below it, as is <see cref="AbandonDraft"/>.</summary>
    public const string Drafts = Dashboard + "/brouillons";
    public const string AbandonDraft = Drafts + "/abandon";

    /// <summary>Serves the Markdown editor.</summary>
    public const string Editor = Dashboard + "/editeur";

    public const string NewNewsItem = News + New;
    public const string NewIssue = Issues + New;
    public const string NewCall = Calls + New;
    public const string NewDate = Agenda + New;
    public const string DateLine = Agenda + "/ligne";
    public const string PasteDates = Agenda + "/collage";
    public const string PasteDatesAdding = PasteDates + New;
    public const string NewMove = Moves + New;
    public const string NewContact = Contacts + New;
    public const string NewCite = Cites + New;
    public const string NewPictures = Pictures + New;
    public const string NewUser = Users + New;
    public const string DuplicatePictures = Pictures + "/doublons";

    public const string SubmittedNews = News + "?etat=proposee";
    public const string ProposedDates = Agenda + "?etat=propose";
    public const string ProposedMoves = Moves + "?etat=propose";

    /// <summary>The agenda with past dates.</summary>
    public const string WholeAgenda = Agenda + "?periode=tout";

    private const string New = "/ajout";

    public static string WebhookTrial(int id) => Invariant($"{Webhooks}/{id}/essai");

    public static string WebhookRemoval(int id) => Invariant($"{Webhooks}/{id}/suppression");

    /// <param name="list">Address of the list of all entries, such as <see cref="News"/>.</param>
    public static string Entry(string list, int id) => Invariant($"{list}/{id}");

    /// <inheritdoc cref="Entry"/>
    public static string NewEntry(string list) => list + New;

    /// <summary>Restores an entry from the bin.</summary>
    /// <inheritdoc cref="Entry"/>
    public static string RestoreEntry(string list, int id) => Invariant($"{Bin}/{SlugOf(list)}/{id}/retablissement");

    /// <summary>Restores several entries from the bin at once.</summary>
    /// <inheritdoc cref="Entry"/>
    public static string RestoreEntries(string list, IEnumerable<int> ids) => $"{Bin}/{SlugOf(list)}/lot/retablissement?{Query(ids)}";

    /// <summary>Does an act to the entries of a list that are checked.</summary>
    /// <param name="act">The last part of its address: "acceptation".</param>
    /// <inheritdoc cref="Entry"/>
    public static string ActOnSeveral(string list, string act) => $"{list}/lot/{act}";

    /// <summary>Undoes such an act for some entries.</summary>
    /// <inheritdoc cref="ActOnSeveral"/>
    public static string UndoSeveral(string list, string act, IEnumerable<int> ids) => $"{ActOnSeveral(list, act)}/annulation?{Query(ids)}";

    /// <summary>What names a list within the address of the desk: "nouvelles".</summary>
    /// <inheritdoc cref="Entry"/>
    public static string SlugOf(string list) => list[(Dashboard.Length + 1)..];

    public static string NewsItem(int id) => Entry(News, id);

    /// <summary>Mails with news about which a person must decide.</summary>
    public const string NewsMails = Dashboard + "/courrier";

    /// <summary>Documents that editors sent to be taken apart.</summary>
    public const string Documents = Dashboard + "/documents";

    /// <summary>Documents that were sent together.</summary>
    public const string DocumentBatches = Documents + "/lots";

    public static string DocumentBatch(int id) => Entry(DocumentBatches, id);

    public static string TakeBackBatch(int id) => DocumentBatch(id) + "/reprise";

    public static string DeleteBatch(int id) => DocumentBatch(id) + "/suppression";

    public static string Document(int id) => Entry(Documents, id);

    public static string DocumentOriginal(int id) => Document(id) + "/original";

    public static string DeleteDocument(int id) => Document(id) + "/suppression";

    public static string TakeBackDocument(int id) => Document(id) + "/reprise";

    public static string AcceptNewsMail(int id) => Invariant($"{NewsMails}/{id}/acceptation");

    public static string RejectNewsMail(int id) => Invariant($"{NewsMails}/{id}/refus");

    public static string NewsPreview(int id) => NewsItem(id) + "/apercu";

    public static string NewsVersions(int id) => NewsItem(id) + "/versions";

    public static string SubmitNews(int id) => NewsItem(id) + "/proposition";

    public static string AcceptNews(int id) => NewsItem(id) + "/acceptation";

    public static string ReturnNews(int id) => NewsItem(id) + "/retour";

    public static string DeleteNews(int id) => NewsItem(id) + "/suppression";

    public static string Date(int id) => Entry(Agenda, id);

    public static string AcceptDate(int id) => Date(id) + "/acceptation";

    public static string CancelDate(int id) => Date(id) + "/annulation";

    public static string RestoreDate(int id) => Date(id) + "/retablissement";

    public static string Move(int id) => Entry(Moves, id);

    public static string AcceptMove(int id) => Move(id) + "/acceptation";

    public static string DeleteMove(int id) => Move(id) + "/suppression";

    public static string Contact(int id) => Entry(Contacts, id);

    public static string ReturnContact(int id) => Contact(id) + "/retour";

    public static string DeleteContact(int id) => Contact(id) + "/suppression";

    public static string Cite(int id) => Entry(Cites, id);

    public static string Theme(int id) => Entry(Themes, id);

    public static string Picture(int id) => Entry(Pictures, id);

    public static string CropPicture(int id) => Picture(id) + "/recadrage";

    public static string DeletePicture(int id) => Picture(id) + "/suppression";

    /// <param name="name">Name of the message's file.</param>
    public static string OutboxMessage(string name) => $"{Outbox}/{name}";

    /// <inheritdoc cref="OutboxMessage"/>
    public static string OutboxMail(string name) => OutboxMessage(name) + "/courriel";

    /// <inheritdoc cref="OutboxMessage"/>
    public static string OutboxFile(string name) => OutboxMessage(name) + "/fichier";

    public static string Suppression(int id) => Entry(Suppressions, id);

    public static string RemoveSuppression(int id) => Suppression(id) + "/retrait";

    public static string User(int id) => Entry(Users, id);

    public static string InviteUser(int id) => User(id) + "/invitation";

    public static string BlockUser(int id) => User(id) + "/blocage";

    public static string UnblockUser(int id) => User(id) + "/deblocage";

    public static string ResetFactors(int id) => User(id) + "/second-facteur";

    private static string Query(IEnumerable<int> ids) => string.Join('&', ids.Select(id => Invariant($"ids={id}")));
}
