using System.ComponentModel.DataAnnotations;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Web.Ui.Forms;

namespace CitesDesMetiers.Web.Desk.Cites;

public class CiteForm : IEntryForm, IValidatableObject
{
    public Guid Version { get; set; }

    [Display(Name = "Nom"), Line(Cite.NameLength, Required = true)]
    public string? Name { get; set; }

    [Display(Name = "Ville"), Line(Cite.NameLength, Required = true)]
    public string? City { get; set; }

    [Display(Name = "Région"), Line(Cite.NameLength)]
    public string? Region { get; set; }

    [Display(Name = "Pays"), RegularExpression("[A-Za-z]{2}", ErrorMessage = "Pays : choisissez-en un dans la liste."),
        Required(ErrorMessage = "Pays : à renseigner.")]
    public string? Country { get; set; } = "FR";

    [Display(Name = "Fuseau horaire"), Line(60, Required = true)]
    public string? TimeZone { get; set; } = "Europe/Paris";

    [Display(Name = "Label")]
    public LabelState Label { get; set; }

    [Display(Name = "Site web"), WebUrl]
    public string? WebSite { get; set; }

    [Display(Name = "Présentation"), Paragraphs(1_000)]
    public string? Presentation { get; set; }

    [Display(Name = "Anciens noms"), Paragraphs(Cite.OldNamesLength)]
    public string? OldNames { get; set; }

    [Display(Name = "Latitude"), Range(-90.0, 90.0, ErrorMessage = "Latitude : entre -90 et 90.")]
    public double? Latitude { get; set; }

    [Display(Name = "Longitude"), Range(-180.0, 180.0, ErrorMessage = "Longitude : entre -180 et 180.")]
    public double? Longitude { get; set; }

    /// <summary>A Cité has no parent Cité. Only editors use this form.</summary>
    int? IEntryForm.CiteId { get; set; }

    public static CiteForm From(Cite cite) => new()
    {
        Version = cite.Version,
        Name = cite.Name,
        City = cite.City,
        Region = cite.Region,
        Country = cite.Country,
        TimeZone = cite.TimeZone,
        Label = cite.Label,
        WebSite = cite.WebSite,
        Presentation = cite.Presentation,
        OldNames = cite.OldNames,
        Latitude = cite.Latitude,
        Longitude = cite.Longitude,
    };

    public void ApplyTo(Cite cite)
    {
        cite.Rename(Name!);
        cite.WasCalled(OldNames);
        cite.Describe(City!, Region, Country!, TimeZone!, Label, WebSite, Presentation, Latitude, Longitude);
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (TimeZone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
        {
            yield return new ValidationResult("Fuseau horaire : inconnu ; écrivez par exemple Europe/Paris ou Indian/Reunion.", [nameof(TimeZone)]);
        }
    }
}
