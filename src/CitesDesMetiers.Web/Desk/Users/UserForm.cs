using System.ComponentModel.DataAnnotations;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Web.Ui.Forms;

namespace CitesDesMetiers.Web.Desk.Users;

public class UserForm : IValidatableObject
{
    [Display(Name = "Nom"), Line(Contact.NameLength, Required = true)]
    public string? DisplayName { get; set; }

    [Display(Name = "Adresse électronique"), Required(ErrorMessage = "Adresse électronique : à renseigner."), MailAddress]
    public string? Address { get; set; }

    [Display(Name = "Rôle")]
    public Role Role { get; set; } = Role.Correspondent;

    [Display(Name = "Cité")]
    public int? CiteId { get; set; }

    [Display(Name = "Peut approuver un numéro")]
    public bool MayApprove { get; set; } = true;

    [Display(Name = "Peut programmer et envoyer un numéro")]
    public bool MaySend { get; set; } = true;

    [Display(Name = "Envoyer l’invitation tout de suite")]
    public bool Invite { get; set; } = true;

    public static UserForm From(User user) => new()
    {
        DisplayName = user.DisplayName,
        Address = user.Email,
        Role = user.Role,
        CiteId = user.CiteId,
        MayApprove = user.MayApprove,
        MaySend = user.MaySend,
    };

    public User Make() => Entrusted(new User(EmailAddress.Parse(Address!).Value, DisplayName!, Role, OwnCite));

    /// <summary>Applies all fields but the address.</summary>
    /// <returns>Whether the rights of the user changed.</returns>
    public bool ApplyTo(User user)
    {
        var before = (user.Role, user.CiteId, user.MayApprove, user.MaySend);
        user.Rename(DisplayName!);
        user.Assign(Role, OwnCite);
        Entrusted(user);
        return before != (user.Role, user.CiteId, user.MayApprove, user.MaySend);
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Role is Role.Correspondent && CiteId is null)
        {
            yield return new ValidationResult("Cité : un correspondant écrit pour une Cité, choisissez laquelle.", [nameof(CiteId)]);
        }
    }

    /// <summary>Editors and administrators belong to no Cité.</summary>
    private int? OwnCite => Role is Role.Editor or Role.Administrator ? null : CiteId;

    private User Entrusted(User user)
    {
        user.Entrust(MayApprove, MaySend);
        return user;
    }
}
