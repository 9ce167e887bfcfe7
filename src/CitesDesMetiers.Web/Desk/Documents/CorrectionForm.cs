using System.ComponentModel.DataAnnotations;
using CitesDesMetiers.Web.Newsletter.Documents;

namespace CitesDesMetiers.Web.Desk.Documents;

/// <summary>The page of correction: the sheet, and what its buttons say.</summary>
public class CorrectionForm : Sheet
{
    public Guid Version { get; set; }

    /// <summary>The button that was pressed: an act, and the key of its passage after a hyphen.</summary>
    public string? Act { get; set; }

    [Display(Name = "Numéro")]
    public int? IssueId { get; set; }

    [Display(Name = "Remplacer l’éditorial, la signature, le contact et l’équipe que le numéro a déjà")]
    public bool ReplacesTexts { get; set; }

    [Display(Name = "Proposer l’original aux lecteurs, en téléchargement")]
    public bool OffersOriginal { get; set; }

    internal static CorrectionForm Of(Sheet sheet, Guid version) => new()
    {
        Version = version,
        Number = sheet.Number,
        Date = sheet.Date,
        PeriodLabel = sheet.PeriodLabel,
        Subject = sheet.Subject,
        Salutation = sheet.Salutation,
        ClosingFormula = sheet.ClosingFormula,
        Signatory = sheet.Signatory,
        SignatoryRole = sheet.SignatoryRole,
        ContactAddress = sheet.ContactAddress,
        Team = sheet.Team,
        Items = sheet.Items,
    };
}
