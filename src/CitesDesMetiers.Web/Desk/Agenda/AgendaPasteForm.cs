using System.ComponentModel.DataAnnotations;
using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Web.Newsletter.Agenda;

namespace CitesDesMetiers.Web.Desk.Agenda;

/// <summary>A pasted agenda, and its dates as they were understood and corrected.</summary>
public class AgendaPasteForm
{
    public const int LongestText = 200_000;
    public const int MostRows = 200;

    [Display(Name = "Agenda à lire")]
    public string? Text { get; set; }

    [Display(Name = "Cité")]
    public int? CiteId { get; set; }

    public List<AgendaPasteRow> Rows { get; set; } = [];
}

public class AgendaPasteRow : AgendaForm
{
    [Display(Name = "Ajouter")]
    public bool IsWanted { get; set; }

    /// <summary>Whether the agenda has this date already.</summary>
    public bool IsKnown { get; set; }

    internal static AgendaPasteRow From(PastedDate read, bool isKnown) => new()
    {
        IsWanted = !isKnown,
        IsKnown = isKnown,
        Kind = read.Kind,
        Title = read.Title,
        StartsOn = read.StartsOn,
        EndsOn = read.EndsOn == read.StartsOn ? null : read.EndsOn,
        StartTime = read.StartTime,
        EndTime = read.EndTime,
        Place = read.Place,
        Project = read.Project,
    };
}
