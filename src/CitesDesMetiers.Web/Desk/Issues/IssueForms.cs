using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text.Json;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Web.Newsletter.Drafts;
using CitesDesMetiers.Web.Ui.Forms;

namespace CitesDesMetiers.Web.Desk.Issues;

/// <summary>The texts of an issue. Its sections and its agenda have separate pages.</summary>
public class IssueForm : IVersionedForm
{
    public Guid Version { get; set; }

    /// <summary>Fingerprint of the texts that the form loaded. Changes elsewhere in the issue cause no conflict.</summary>
    public string? Mark { get; set; }

    [Display(Name = "Numéro"), Required(ErrorMessage = "Numéro : à renseigner."), Range(1, 9_999, ErrorMessage = "Numéro : de 1 à 9 999.")]
    public int? Number { get; set; }

    [Display(Name = "Date du numéro"), Required(ErrorMessage = "Date du numéro : à renseigner.")]
    public DateOnly? Date { get; set; }

    [Display(Name = "Période affichée"), Line(Issue.PeriodLabelLength)]
    public string? PeriodLabel { get; set; }

    [Display(Name = "Langue"), Language]
    public string? Language { get; set; } = "fr";

    [Display(Name = "Objet du courriel"), Line(Issue.SubjectLength)]
    public string? Subject { get; set; }

    [Display(Name = "Accroche"), Line(Issue.PreheaderLength)]
    public string? Preheader { get; set; }

    [Display(Name = "Salutation"), Line(200)]
    public string? Salutation { get; set; }

    [Display(Name = "Éditorial"), Paragraphs(NewsItem.BodyLength)]
    public string? Editorial { get; set; }

    [Display(Name = "Formule de clôture"), Line(200)]
    public string? ClosingFormula { get; set; }

    [Display(Name = "Signataire"), Line(120)]
    public string? Signatory { get; set; }

    [Display(Name = "Fonction du signataire"), Line(120)]
    public string? SignatoryRole { get; set; }

    [Display(Name = "Annonce de l’adresse de contact"), Paragraphs(500)]
    public string? ContactNotice { get; set; }

    [Display(Name = "Adresse de contact"), MailAddress]
    public string? ContactAddress { get; set; }

    [Display(Name = "Mot de la fin"), Paragraphs(500)]
    public string? Closing { get; set; }

    [Display(Name = "Équipe rédactionnelle"), Paragraphs(Issue.TeamLength)]
    public string? Team { get; set; }

    public static IssueForm From(Issue issue) => new()
    {
        Version = issue.Version,
        Mark = MarkOf(issue),
        Number = issue.Number,
        Date = issue.Date,
        PeriodLabel = issue.PeriodLabel,
        Language = issue.Language,
        Subject = issue.Subject,
        Preheader = issue.Preheader,
        Salutation = issue.Salutation,
        Editorial = issue.Editorial,
        ClosingFormula = issue.ClosingFormula,
        Signatory = issue.Signatory,
        SignatoryRole = issue.SignatoryRole,
        ContactNotice = issue.ContactNotice,
        ContactAddress = issue.ContactAddress,
        Closing = issue.Closing,
        Team = issue.Team,
    };

    /// <summary>Loads the texts of an older version.</summary>
    public void Take(SavedTexts old)
    {
        (Subject, Preheader, Editorial) = (old[nameof(Issue.Subject)], old[nameof(Issue.Preheader)], old[nameof(Issue.Editorial)]);
        (Salutation, ClosingFormula) = (old[nameof(Issue.Salutation)], old[nameof(Issue.ClosingFormula)]);
        (Signatory, SignatoryRole) = (old[nameof(Issue.Signatory)], old[nameof(Issue.SignatoryRole)]);
        (ContactNotice, ContactAddress) = (old[nameof(Issue.ContactNotice)], old[nameof(Issue.ContactAddress)]);
        (Closing, Team) = (old[nameof(Issue.Closing)], old[nameof(Issue.Team)]);
    }

    public static string MarkOf(Issue issue) =>
        Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
            (object?[])[
                issue.Number, issue.Date, issue.PeriodLabel, issue.Language, issue.Subject, issue.Preheader, issue.Salutation, issue.Editorial,
                issue.ClosingFormula, issue.Signatory, issue.SignatoryRole, issue.ContactNotice, issue.ContactAddress, issue.Closing, issue.Team,
            ])));

    public void ApplyTo(Issue issue)
    {
        issue.Identify(Number!.Value, Date!.Value, Language!, PeriodLabel);
        issue.Announce(Subject, Preheader);
        issue.WriteEditorial(Salutation, Editorial, ClosingFormula, Signatory, SignatoryRole);
        issue.Close(ContactNotice, ContactAddress, Closing, Team);
    }
}
