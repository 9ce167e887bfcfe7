using System.ComponentModel.DataAnnotations;
using System.Globalization;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Web.Ui.Forms;

/// <summary>Validates a single line with <see cref="Text.Line"/>. The message says what is wrong and what is allowed.</summary>
/// <param name="max">Maximum number of characters.</param>
[AttributeUsage(AttributeTargets.Property)]
internal class LineAttribute(int max) : ValidationAttribute
{
    public int Max { get; } = max;

    public bool Required { get; init; }

    protected virtual bool Multiline => false;

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        var text = (value as string)?.ReplaceLineEndings("\n").Trim() ?? "";
        var problem = text.Length == 0 ? (Required ? "à renseigner." : null)
            : text.Length > Max ? string.Create(French, $"{Max:N0} caractères au plus ; il y en a {text.Length:N0}.")
            : Text.HasForbiddenCharacter(text, Multiline) ? "un caractère invisible (de contrôle) s’y est glissé ; retapez le passage."
            : null;
        return problem is null
            ? ValidationResult.Success
            : new ValidationResult($"{validationContext.DisplayName} : {problem}", [validationContext.MemberName!]);
    }

    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");
}

/// <summary>Validates several lines with <see cref="Text.Paragraphs"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ParagraphsAttribute(int max) : LineAttribute(max)
{
    protected override bool Multiline => true;
}

/// <summary>Validates the code of a language in <see cref="Languages.All"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class LanguageAttribute : ValidationAttribute
{
    /// <summary>Whether no choice is valid.</summary>
    public bool Optional { get; init; }

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        var code = (value as string)?.Trim();
        return Languages.Has(code) || (Optional && string.IsNullOrEmpty(code))
            ? ValidationResult.Success
            : new ValidationResult($"{validationContext.DisplayName} : choisissez-la dans la liste.", [validationContext.MemberName!]);
    }
}

/// <summary>Validates an absolute web address. Empty is valid.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WebUrlAttribute : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        string.IsNullOrWhiteSpace(value as string) || WebAddress.IsValid(((string)value).Trim())
            ? ValidationResult.Success
            : new ValidationResult(
                $"{validationContext.DisplayName} : l’adresse doit commencer par https:// ou http:// et tenir en {WebAddress.MaxLength} caractères.",
                [validationContext.MemberName!]);
}

/// <summary>Validates a mail address that the site can write to. Empty is valid.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class MailAddressAttribute : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        string.IsNullOrWhiteSpace(value as string) || EmailAddress.TryParse((string)value, out _, out var fault)
            ? ValidationResult.Success
            : new ValidationResult($"{validationContext.DisplayName} : {AddressFaults.Explain(fault.Value)}", [validationContext.MemberName!]);
}
