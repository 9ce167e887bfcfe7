using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Sending.Dispatches;
using CitesDesMetiers.Web.Ui.Forms;

namespace CitesDesMetiers.Web.Desk.Dispatches;

/// <summary>Describes the figures of a dispatch in French, for the page and its live updates.</summary>
internal static class ProgressWords
{
    /// <summary>The rate and the remaining time.</summary>
    public static string Pace(DispatchFigures figures) =>
        figures switch
        {
            { State: DispatchState.Paused } => "Rien ne part jusqu’à la reprise.",
            { State: not DispatchState.Running } => figures.Remaining > 0 ? "Les derniers messages commencés finissent de partir." : "",
            { Remaining: 0 } => "L’envoi se termine.",
            { Waiting: 0 } =>
                $"Il ne reste que des messages différés{(figures.NextAttemptAt is { } next ? $" : prochain essai le {ParisTime.Show(next)}" : "")}.",
            { Rate: null } => "La vitesse se mesure : quelques secondes encore.",
            { Rate: 0 } => "Rien n’est parti ces dernières secondes.",
            _ => $"{Speed(figures.Rate.Value)}, encore {Left(figures.TimeLeft!.Value)}.",
        };

    /// <summary>The text that screen readers announce, at long intervals.</summary>
    public static string Spoken(DispatchFigures figures) =>
        figures.State is DispatchState.Running
            ? $"{figures.Percent}\u00A0%\u00A0: {FrenchNumbers.Format(figures.Ended)} messages traités sur "
                + $"{FrenchNumbers.Format(figures.Audience)}. {Pace(figures)}"
            : $"Envoi {figures.State.Label().ToLowerInvariant()}. {Parts(figures)}.";

    /// <summary>The ends of a message that was not delivered, in the order of their weight.</summary>
    public static IReadOnlyList<DeliveryState> Unsent { get; } =
        [DeliveryState.Bounced, DeliveryState.Failed, DeliveryState.Uncertain, DeliveryState.Suppressed, DeliveryState.Cancelled];

    /// <summary>The results. They add up to the number of recipients.</summary>
    public static string Parts(DispatchFigures figures) =>
        string.Join(", ",
        [
            Sent(figures),
            .. Unsent
                .Where(s => figures.Of(s) > 0)
                .Select(s => FrenchNumbers.Count(figures.Of(s), s.LabelOfOne().ToLowerInvariant(), s.LabelOfOne().ToLowerInvariant() + "s")),
            .. figures.Remaining > 0 ? new[] { $"reste {FrenchNumbers.Format(figures.Remaining)}" } : [],
        ]);

    /// <summary>The number of messages sent, or, without a relay, written to files.</summary>
    private static string Sent(DispatchFigures figures) =>
        (figures.ToOutbox
            ? FrenchNumbers.Count(figures.Of(DeliveryState.Sent), "message écrit dans la boîte d’envoi", "messages écrits dans la boîte d’envoi")
            : FrenchNumbers.Count(figures.Of(DeliveryState.Sent), "message parti", "messages partis"))
        + $" sur {FrenchNumbers.Format(figures.Audience)}";

    private static string Speed(double perSecond) =>
        perSecond >= 1
            ? $"{FrenchNumbers.Count((int)Math.Round(perSecond), "message", "messages")} par seconde"
            : $"{FrenchNumbers.Count(Math.Max(1, (int)Math.Round(perSecond * 60)), "message", "messages")} par minute";

    private static string Left(TimeSpan time) =>
        time switch
        {
            { TotalSeconds: < 60 } => "moins d’une minute",
            { TotalMinutes: < 100 } => $"{FrenchNumbers.Count((int)Math.Ceiling(time.TotalMinutes), "minute", "minutes")} environ",
            { TotalHours: < 48 } => $"{FrenchNumbers.Count((int)Math.Round(time.TotalHours), "heure", "heures")} environ",
            _ => $"{FrenchNumbers.Count((int)Math.Round(time.TotalDays), "jour", "jours")} environ",
        };
}
