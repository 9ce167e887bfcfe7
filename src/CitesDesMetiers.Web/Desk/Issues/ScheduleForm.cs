using System.ComponentModel.DataAnnotations;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace CitesDesMetiers.Web.Desk.Issues;

/// <summary>The date and time of the publication, in Paris.</summary>
public class ScheduleForm
{
    [Display(Name = "Jour de l’envoi"), Required(ErrorMessage = "Jour de l’envoi : à renseigner.")]
    public DateOnly? Date { get; set; }

    [Display(Name = "Heure de l’envoi"), Required(ErrorMessage = "Heure de l’envoi : à renseigner.")]
    public TimeOnly? Time { get; set; }

    /// <summary>Whether the second of two equal times is meant, on the day the clocks go back; null until the editor chooses.</summary>
    public bool? IsSecond { get; set; }

    /// <summary>Whether the form proposes the time, and nobody has chosen it yet.</summary>
    [BindNever]
    public bool IsSuggested { get; init; }

    /// <summary>Whether the typed time occurs twice on that day.</summary>
    public bool IsAmbiguous => Instants.Count == 2;

    private IReadOnlyList<DateTime> Instants => Date is { } day && Time is { } time ? ParisTime.Instants(day, time) : [];

    /// <summary>The next Tuesday or Thursday morning, from tomorrow: work mail is read then.</summary>
    /// <param name="today">In Paris.</param>
    public static ScheduleForm Suggest(DateOnly today)
    {
        var day = today.AddDays(1);
        while (day.DayOfWeek is not (DayOfWeek.Tuesday or DayOfWeek.Thursday))
        {
            day = day.AddDays(1);
        }

        return new() { Date = day, Time = new TimeOnly(10, 0), IsSuggested = true };
    }

    /// <summary>The time in UTC. Null, with an error in the model state, if it is invalid.</summary>
    public DateTime? Read(DateTime now, ModelStateDictionary state)
    {
        if (!state.IsValid || Date is not { } day || Time is not { } time)
        {
            return null;
        }

        if (ClockChanges.Missing(day, time, ParisTime.Zone) is { } missing)
        {
            state.AddModelError(nameof(Time), $"Heure de l’envoi : {missing}");
            return null;
        }

        if (IsAmbiguous && IsSecond is null)
        {
            state.AddModelError(nameof(IsSecond), $"Heure de l’envoi : {ClockChanges.Twice(day, time, ParisTime.Zone)}. Dites laquelle.");
            return null;
        }

        var at = Instants[IsAmbiguous && IsSecond is true ? 1 : 0];
        if (at <= now)
        {
            state.AddModelError(
                nameof(Time), "Heure de l’envoi : elle est déjà passée. Choisissez une heure à venir, ou envoyez le numéro tout de suite.");
            return null;
        }

        return at;
    }
}
