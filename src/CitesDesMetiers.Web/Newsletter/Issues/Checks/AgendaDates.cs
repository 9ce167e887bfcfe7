using CitesDesMetiers.Core.Agenda;

namespace CitesDesMetiers.Web.Newsletter.Issues.Checks;

/// <summary>Check 27: dates end after they start, and are still to come when readers get them.</summary>
internal static class AgendaDates
{
    private static readonly FindingKind Passed = new("Rendez-vous déjà passés", "Laissez-les de côté, ou vérifiez leurs dates.");

    public static IEnumerable<Finding> Check(Dossier dossier)
    {
        foreach (var date in dossier.Content.Agenda)
        {
            if (!AgendaEntry.IsInOrder(date.StartsOn, date.EndsOn, date.StartTime, date.EndTime))
            {
                yield return Finding.Block(27, $"Agenda : « {FlatText.Short(date.Title)} » se termine avant de commencer.", dossier.Places.Date(date))
                    .As(new("Rendez-vous qui se terminent avant de commencer", "Vérifiez leurs dates."), date.Title);
            }
            else if (date.EndsOn < dossier.Today)
            {
                yield return Finding.Warn(
                    27, $"Agenda : « {FlatText.Short(date.Title)} » est déjà passé. Laissez-le de côté, ou vérifiez sa date.", dossier.Places.Date(date))
                    .As(Passed with { All = dossier.Places.LeavePassedDates }, date.Title);
            }
        }
    }
}
