using System.ComponentModel.DataAnnotations;
using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Web.Newsletter.Cites;
using CitesDesMetiers.Web.Ui.Forms;

namespace CitesDesMetiers.Web.Newsletter.Agenda;

public class AgendaForm : IFormWithNewCite, IValidatableObject
{
    public Guid Version { get; set; }

    [Display(Name = "Titre"), Line(AgendaEntry.TitleLength, Required = true)]
    public string? Title { get; set; }

    [Display(Name = "Nature")]
    public AgendaKind Kind { get; set; }

    [Display(Name = "Premier jour"), Required(ErrorMessage = "Premier jour : à renseigner.")]
    public DateOnly? StartsOn { get; set; }

    [Display(Name = "Dernier jour")]
    public DateOnly? EndsOn { get; set; }

    [Display(Name = "Heure de début")]
    public TimeOnly? StartTime { get; set; }

    [Display(Name = "Heure de fin")]
    public TimeOnly? EndTime { get; set; }

    [Display(Name = "Lieu"), Line(AgendaEntry.TitleLength)]
    public string? Place { get; set; }

    [Display(Name = "Projet"), Line(100)]
    public string? Project { get; set; }

    [Display(Name = "Lien"), WebUrl]
    public string? Link { get; set; }

    [Display(Name = "Cité")]
    public int? CiteId { get; set; }

    public NewCite NewCite { get; set; } = new();

    [Display(Name = "Réservé aux membres du réseau")]
    public bool IsMembersOnly { get; set; }

    public static AgendaForm From(AgendaEntry entry) => new()
    {
        Version = entry.Version,
        Title = entry.Title,
        Kind = entry.Kind,
        StartsOn = entry.StartsOn,
        EndsOn = entry.EndsOn,
        StartTime = entry.StartTime,
        EndTime = entry.EndTime,
        Place = entry.Place,
        Project = entry.Project,
        Link = entry.Link,
        CiteId = entry.CiteId,
        IsMembersOnly = entry.IsMembersOnly,
    };

    /// <summary>Writes a valid form into the entry. What a correspondent changes is proposed again.</summary>
    internal void ApplyTo(AgendaEntry entry, bool isEditor)
    {
        entry.Describe(Kind, Title!, Place, Project, Link, CiteId, IsMembersOnly);
        entry.Schedule(StartsOn!.Value, EndsOn ?? StartsOn.Value, StartTime, EndTime);
        if (isEditor)
        {
            entry.Accept();
        }
        else
        {
            entry.Withdraw();
        }
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (StartsOn is { } start && !AgendaEntry.IsInOrder(start, EndsOn ?? start, null, null))
        {
            yield return new ValidationResult("Dernier jour : il vient avant le premier jour. Vérifiez les deux dates.", [nameof(EndsOn)]);
        }
        else if (StartsOn is { } day && !AgendaEntry.IsInOrder(day, EndsOn ?? day, StartTime, EndTime))
        {
            yield return new ValidationResult("Heure de fin : elle demande une heure de début, et vient après elle.", [nameof(EndTime)]);
        }
    }
}
