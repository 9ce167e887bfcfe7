using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Web.Newsletter.Agenda;
using Microsoft.AspNetCore.Mvc;

namespace CitesDesMetiers.Web.Desk.Agenda;

/// <summary>A date written in one line above the list: "25-27 juin 2018, Forum des métiers, Charleroi".</summary>
public sealed class AgendaLineForm
{
    /// <summary>Key in TempData of the Cité of the date that was just added, or 0 for the network. The line then waits for the next date.</summary>
    internal const string AddedKey = "AgendaLineAdded";

    [FromForm(Name = "ligne")]
    public string? Text { get; set; }

    [FromForm(Name = "nature")]
    public AgendaKind Kind { get; set; }

    [FromForm(Name = "cite")]
    public int? CiteId { get; set; }

    /// <returns>The form with what was understood; null for a blank line.</returns>
    internal AgendaForm? Read(DateOnly today)
    {
        var text = Text?.Trim() ?? "";
        if (text.Length == 0)
        {
            return null;
        }

        var form = PastedAgenda.Read(text, today) is [var read] ? AgendaPasteRow.From(read, isKnown: false) : new AgendaForm { Title = text };
        (form.Kind, form.CiteId) = (Kind, CiteId);
        return form;
    }
}
