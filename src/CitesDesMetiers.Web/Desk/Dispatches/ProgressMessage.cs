using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Sending.Dispatches;
using CitesDesMetiers.Web.Ui.Forms;

namespace CitesDesMetiers.Web.Desk.Dispatches;

/// <summary>A labelled count, used by the page and by the events.</summary>
/// <param name="Name">Name of the element in the page.</param>
/// <param name="IsKept">Whether it is shown when the count is zero.</param>
internal sealed record Figure(string Name, string Label, int Count, bool IsKept = false)
{
    public static IReadOnlyList<Figure> Of(DispatchFigures figures)
    {
        Figure FigureOf(DeliveryState state, bool isKept = false) =>
            new(
                state.ToString(),
                state is DeliveryState.Deferred ? "Dont différés"
                    : state is DeliveryState.Sent && figures.ToOutbox ? "Écrits dans la boîte d’envoi"
                    : state.Label(), figures.Of(state), isKept);
        return
        [
            new("Audience", "Destinataires", figures.Audience, IsKept: true),
            FigureOf(DeliveryState.Sent, isKept: true),
            FigureOf(DeliveryState.Failed),
            FigureOf(DeliveryState.Bounced),
            FigureOf(DeliveryState.Uncertain),
            FigureOf(DeliveryState.Suppressed),
            FigureOf(DeliveryState.Cancelled),
            new("Remaining", "Reste à envoyer", figures.Remaining, IsKept: true),
            FigureOf(DeliveryState.Deferred),
        ];
    }
}

/// <summary>The content of an event: formatted texts, so that the script formats nothing.</summary>
/// <param name="Stage">The state. If it differs from that of the page, the script reloads the available actions.</param>
/// <param name="Figures">The texts by name; empty for a hidden figure.</param>
/// <param name="Domains">The cells of each row of the table.</param>
public sealed record ProgressMessage(
    string Stage, int Ended, int Audience, IReadOnlyDictionary<string, string> Figures, string Pace, IReadOnlyList<IReadOnlyList<string>> Domains,
    string Spoken)
{
    public static ProgressMessage Of(DispatchFigures figures, OutcomeFigures outcomes) =>
        new(
            StageOf(figures), figures.Ended, figures.Audience,
            Figure.Of(figures).ToDictionary(f => f.Name, f => f.Count > 0 || f.IsKept ? FrenchNumbers.Format(f.Count) : ""),
            ProgressWords.Pace(figures), [.. outcomes.Domains.Select(Cells)], ProgressWords.Spoken(figures));

    public static string StageOf(DispatchFigures figures) =>
        string.Join(
            ' ', [$"{figures?.State}{(figures!.IsOver ? " over" : "")}{(figures.Undecided > 0 ? " undecided" : "")}", .. figures.RelayNotices]);

    public static IReadOnlyList<string> Cells(DomainFigures domain)
    {
        return
        [
            domain.Domain ?? "Autres domaines",
            .. new[] { domain.Audience, domain.Sent, domain.Deferred, domain.Failed, domain.Bounced, domain.Others }
                .Select(n => FrenchNumbers.Format(n)),
        ];
    }
}
