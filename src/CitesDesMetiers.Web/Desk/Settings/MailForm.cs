using System.ComponentModel.DataAnnotations;
using System.Net;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Web.Ui.Forms;

namespace CitesDesMetiers.Web.Desk.Settings;

/// <summary>Sender and relay. The stored password is never shown; an empty field keeps it.</summary>
public class MailForm : IVersionedForm, IValidatableObject
{
    public Guid Version { get; set; }

    [Display(Name = "Nom de l’expéditeur"), Line(MailSettings.NameLength)]
    public string? SenderName { get; set; }

    [Display(Name = "Adresse de l’expéditeur"), MailAddress]
    public string? SenderAddress { get; set; }

    [Display(Name = "Adresse pour les réponses"), MailAddress]
    public string? ReplyTo { get; set; }

    [Display(Name = "Serveur"), Line(MailSettings.HostLength)]
    [RegularExpression(@"\s*[A-Za-z0-9.:-]+\s*", ErrorMessage = "Serveur : un nom comme smtp.example.org, sans espace ni « / ».")]
    public string? Host { get; set; }

    [Display(Name = "Port"), Range(1, 65_535, ErrorMessage = "Port : un nombre de 1 à 65 535, ou rien pour le port habituel.")]
    public int? Port { get; set; }

    [Display(Name = "Protection de la connexion")]
    public RelaySecurity Security { get; set; }

    [Display(Name = "Utilisateur"), Line(MailSettings.UserLength)]
    public string? User { get; set; }

    /// <summary>Not labelled with <see cref="DisplayAttribute"/>: the log and the page of a conflict show every labelled field.</summary>
    [StringLength(500, ErrorMessage = "Mot de passe : 500 caractères au plus.")]
    public string? Password { get; set; }

    public static MailForm From(MailSettings settings) => new()
    {
        Version = settings.Version,
        SenderName = settings.SenderName,
        SenderAddress = settings.SenderAddress,
        ReplyTo = settings.ReplyTo,
        Host = settings.RelayHost,
        Port = settings.RelayPort,
        Security = settings.RelaySecurity,
        User = settings.RelayUser,
    };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Host is { Length: > 0 } host && Security is RelaySecurity.None && !IsThisMachine(host.Trim()))
        {
            yield return new ValidationResult(
                "Protection de la connexion : seul un serveur de cette machine (localhost) peut s’en passer.", [nameof(Security)]);
        }

        if (string.IsNullOrWhiteSpace(Host) && !string.IsNullOrWhiteSpace(User))
        {
            yield return new ValidationResult("Serveur : à renseigner, puisqu’il y a un utilisateur.", [nameof(Host)]);
        }

        if (string.IsNullOrWhiteSpace(User) && !string.IsNullOrEmpty(Password))
        {
            yield return new ValidationResult("Utilisateur : à renseigner, puisqu’il y a un mot de passe.", [nameof(User)]);
        }
    }

    /// <summary>
    /// Whether the password must be typed: there is none, or the connection changes. Who changes the server must not make the site tell it the
    /// password of another one.
    /// </summary>
    public bool NeedsPassword(MailSettings settings) =>
        !string.IsNullOrWhiteSpace(User) && string.IsNullOrEmpty(Password)
        && (settings.RelayPassword is null || Host?.Trim() != settings.RelayHost || Port != settings.RelayPort
            || Security != settings.RelaySecurity || User.Trim() != settings.RelayUser);

    public void ApplyRelayTo(MailSettings settings, Func<string, byte[]> encrypt)
    {
        if (string.IsNullOrWhiteSpace(Host))
        {
            settings.RemoveRelay();
        }
        else if (Changes(settings))
        {
            settings.SetRelay(
                Host, Port, Security, User,
                string.IsNullOrWhiteSpace(User) ? null : string.IsNullOrEmpty(Password) ? settings.RelayPassword : encrypt(Password));
        }
    }

    private bool Changes(MailSettings settings) =>
        !string.IsNullOrEmpty(Password) || Host!.Trim() != settings.RelayHost || Port != settings.RelayPort
        || Security != settings.RelaySecurity || (string.IsNullOrWhiteSpace(User) ? null : User.Trim()) != settings.RelayUser;

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
