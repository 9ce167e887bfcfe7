using System.ComponentModel.DataAnnotations;
using CitesDesMetiers.Core.Calls;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace CitesDesMetiers.Web.Desk.Calls;

public class CallForm : IVersionedForm
{
    public Guid Version { get; set; }

    [Display(Name = "Objet"), Line(120, Required = true)]
    public string? Subject { get; set; }

    [Display(Name = "Votre mot aux correspondants"), Paragraphs(CallForNews.MessageLength)]
    public string? Message { get; set; }

    [Display(Name = "Date limite"), Required(ErrorMessage = "Date limite : à renseigner.")]
    public DateOnly? Day { get; set; }

    [Display(Name = "Heure"), Required(ErrorMessage = "Heure : à renseigner.")]
    public TimeOnly? Time { get; set; } = new(18, 0);

    /// <summary>Ids of the correspondents to ask.</summary>
    public int[] UserIds { get; set; } = [];

    public static CallForm From(CallForNews call)
    {
        var (day, time) = ParisTime.Local(call.Deadline);
        return new() { Version = call.Version, Subject = call.Subject, Message = call.Message, Day = day, Time = time };
    }

    /// <summary>A remark to show after saving, about a time that occurs twice; empty otherwise.</summary>
    internal string Remark =>
        Day is { } day && Time is { } time && ClockChanges.Twice(day, time, ParisTime.Zone) is { } twice
            ? $" Attention : {twice} ; la date limite est la seconde, à l’heure d’hiver."
            : "";

    /// <summary>The deadline in UTC. Null, with an error in the model state, if it is invalid.</summary>
    /// <param name="current">The stored deadline, which stays valid even after it has passed.</param>
    internal DateTime? ReadDeadline(ModelStateDictionary state, DateTime now, DateTime? current = null)
    {
        if (Day is not { } day || Time is not { } time)
        {
            return null;
        }

        // When the time occurs twice, the later instant applies, so that nobody is late.
        DateTime? deadline = ParisTime.Instants(day, time) is [.., var last] ? last : null;
        var problem = ClockChanges.Missing(day, time, ParisTime.Zone)
            ?? (deadline != current && deadline <= now.AddHours(1) ? "laissez au moins une heure pour répondre."
            : deadline > now.AddYears(1) ? "un an au plus."
            : null);
        if (problem is not null)
        {
            state.AddModelError(nameof(Day), $"Date limite : {problem}");
        }

        return problem is null ? deadline : null;
    }
}

/// <param name="Call">Null for a new call.</param>
/// <param name="Cites">The Cités to ask; empty for a call that is open already.</param>
internal sealed record CallFormPage(CallForm Form, CallForNews? Call, IReadOnlyList<CiteToAsk> Cites) : IFormPage<CallForm>;
