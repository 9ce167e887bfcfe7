using System.ComponentModel.DataAnnotations;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Web.Ui.Forms;

namespace CitesDesMetiers.Web.Desk.Issues;

/// <summary>Asks who receives a test of an issue.</summary>
public class TestSendForm : IValidatableObject
{
    public const int MaxAddresses = 10;

    private const StringSplitOptions Trimmed = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;

    [Display(Name = "Adresses qui recevront l’essai"), Required(ErrorMessage = "Adresses qui recevront l’essai : à renseigner.")]
    [StringLength(NewsletterSettings.TestAddressesLength, ErrorMessage = "Adresses qui recevront l’essai : c’est trop long pour dix adresses.")]
    public string? Addresses { get; set; }

    [Display(Name = "Garder ces adresses pour les prochains essais")]
    public bool Keep { get; set; }

    /// <summary>The usable addresses, each mailbox once.</summary>
    internal IReadOnlyList<EmailAddress> Recipients =>
        [.. Typed.Where(a => EmailAddress.TryParse(a, out _, out _)).Select(EmailAddress.Parse).DistinctBy(a => a.Normalised)];

    /// <summary>Entries are separated by commas, semicolons or line breaks.</summary>
    private string[] Typed => (Addresses ?? "").Split([',', ';', '\r', '\n'], Trimmed);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Typed.Length > MaxAddresses)
        {
            return [Fault($"Adresses qui recevront l’essai : {MaxAddresses} au plus, et vous en donnez {Typed.Length}. Retirez-en.")];
        }

        return Typed.Length == 0 ? [Fault("Adresses qui recevront l’essai : à renseigner.")] : Typed.Select(Check).OfType<ValidationResult>();
    }

    private static ValidationResult? Check(string typed) =>
        EmailAddress.TryParse(typed, out _, out var fault) ? null : Fault($"« {typed} » : {AddressFaults.Explain(fault.Value)}");

    private static ValidationResult Fault(string message) => new(message, [nameof(Addresses)]);
}
