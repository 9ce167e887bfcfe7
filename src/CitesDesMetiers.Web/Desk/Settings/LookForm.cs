using System.ComponentModel.DataAnnotations;
using System.Globalization;
using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Web.Ui.Forms;

namespace CitesDesMetiers.Web.Desk.Settings;

/// <summary>The look of the network. A colour that is the usual one is stored as none.</summary>
public class LookForm : IVersionedForm, IValidatableObject
{
    public const string UsualLinks = "#0b4f6c";
    public const string UsualDates = "#a0480a";

    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    public Guid Version { get; set; }

    [Display(Name = "Ligne sous le nom"), Line(NewsletterSettings.MastheadLength)]
    public string? Masthead { get; set; }

    [Display(Name = "Logo")]
    public IFormFile? File { get; set; }

    /// <summary>Name of the picture that is stored; null for none.</summary>
    public string? Logo { get; set; }

    [Display(Name = "Retirer le logo")]
    public bool RemoveLogo { get; set; }

    [Display(Name = "Couleur des liens et des boutons")]
    public string? LinkColour { get; set; } = UsualLinks;

    [Display(Name = "Couleur des dates et de l’agenda")]
    public string? DateColour { get; set; } = UsualDates;

    public static LookForm From(NewsletterSettings settings) => new()
    {
        Version = settings.Version,
        Masthead = settings.Masthead,
        Logo = settings.Logo?.Name,
        LinkColour = settings.LinkColour?.Value ?? UsualLinks,
        DateColour = settings.DateColour?.Value ?? UsualDates,
    };

    public Colour? OwnLinks => Own(LinkColour, UsualLinks);

    public Colour? OwnDates => Own(DateColour, UsualDates);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (name, label, text, own) in new[]
        {
            (nameof(LinkColour), "Couleur des liens et des boutons", LinkColour, OwnLinks),
            (nameof(DateColour), "Couleur des dates et de l’agenda", DateColour, OwnDates),
        })
        {
            if (!string.IsNullOrWhiteSpace(text) && !Colour.TryParse(text, out _))
            {
                yield return new ValidationResult($"{label} : un dièse et six chiffres, comme {UsualLinks}.", [name]);
            }
            else if (own is { IsReadable: false })
            {
                var contrast = Math.Floor(own.ContrastWith(Colour.Panel) * 10) / 10;
                yield return new ValidationResult(
                    string.Create(
                        French, $"{label} : trop claire. Son contraste avec le papier est de {contrast:0.0} pour 1, il faut 4,5. Prenez-la plus foncée."),
                    [name]);
            }
        }
    }

    private static Colour? Own(string? text, string usual) => Colour.TryParse(text, out var colour) && colour.Value != usual ? colour : null;
}

/// <summary>A look in an address, for the previews.</summary>
public sealed record LookQuery(string? Masthead, string? Logo, string? Links, string? Dates)
{
    internal NetworkLook Look(MediaFile? logo, int? width) => new(Masthead, logo?.Name, logo?.Extension, width, Checked(Links), Checked(Dates));

    private static string? Checked(string? text) => Colour.TryParse(text, out var colour) && colour.IsReadable ? colour.Value : null;
}
