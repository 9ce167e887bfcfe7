using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Documents;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.News;

namespace CitesDesMetiers.Web.Desk.Documents;

/// <summary>What a document brings: new entries, and those that the newsroom had already.</summary>
internal sealed class Brought
{
    private readonly List<NewsItem> knownNews = [];
    private readonly List<StaffMove> moves = [];
    private readonly List<StaffMove> knownMoves = [];
    private readonly List<AgendaEntry> dates = [];
    private readonly List<AgendaEntry> knownDates = [];

    /// <summary>In the order of the document.</summary>
    public List<NewsItem> AllNews { get; } = [];
    public List<StaffMove> AllMoves { get; } = [];
    public List<AgendaEntry> AllDates { get; } = [];
    public List<NewsItem> News { get; } = [];
    public List<Contact> Contacts { get; } = [];

    public void Add(NewsItem news) => Add(news, News, AllNews);

    public void Add(StaffMove move) => Add(move, moves, AllMoves);

    public void Add(AgendaEntry entry) => Add(entry, dates, AllDates);

    public void Know(NewsItem news) => Add(news, knownNews, AllNews);

    public void Know(StaffMove move) => Add(move, knownMoves, AllMoves);

    public void Know(AgendaEntry entry) => Add(entry, knownDates, AllDates);

    /// <summary>Of the new entries, as they are stored.</summary>
    public IEnumerable<DocumentTrace> Traces() =>
    [
        .. News.Select(n => new DocumentTrace(TraceKind.News, n.Id, n.Version)),
        .. moves.Select(m => new DocumentTrace(TraceKind.Move, m.Id, m.Version)),
        .. dates.Select(e => new DocumentTrace(TraceKind.Date, e.Id, e.Version)),
        .. Contacts.Select(c => new DocumentTrace(TraceKind.Contact, c.Id, c.Version)),
    ];

    public string Sentence(bool isPlaced)
    {
        var news = FrenchNumbers.Count(
            News.Count, isPlaced ? "nouvelle acceptée" : "nouvelle proposée", isPlaced ? "nouvelles acceptées" : "nouvelles proposées");
        var known = knownNews.Count + knownMoves.Count + knownDates.Count;
        return $"Pris dans le document : {news}, {FrenchNumbers.Count(dates.Count, "rendez-vous", "rendez-vous")}, "
            + $"{FrenchNumbers.Count(moves.Count, "mouvement", "mouvements")}."
            + (known == 0 ? "" : $" {KnownCount(known)} une seconde fois.");
    }

    private static string KnownCount(int known) =>
        FrenchNumbers.Count(known, "était déjà là et n’est pas ajouté", "étaient déjà là et ne sont pas ajoutés");

    private static void Add<T>(T entry, List<T> into, List<T> all)
    {
        into.Add(entry);
        if (!all.Contains(entry))
        {
            all.Add(entry);
        }
    }
}
