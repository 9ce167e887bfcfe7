using System.ComponentModel.DataAnnotations;

namespace CitesDesMetiers.Web.Site.Account;

/// <summary>A new password, typed twice.</summary>
public class NewPasswordForm : IValidatableObject
{
    [Display(Name = "Nouveau mot de passe"), Required(ErrorMessage = "Nouveau mot de passe : à renseigner."),
        StringLength(256, ErrorMessage = "Nouveau mot de passe : 256 caractères au plus.")]
    public string? Password { get; set; }

    [Display(Name = "Le même, une seconde fois"), Required(ErrorMessage = "Le même, une seconde fois : à renseigner.")]
    public string? Again { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Password != Again)
        {
            yield return new ValidationResult("Les deux saisies diffèrent : tapez deux fois le même mot de passe.", [nameof(Again)]);
        }
    }
}

public class ChangePasswordForm : NewPasswordForm
{
    [Display(Name = "Mot de passe actuel"), Required(ErrorMessage = "Mot de passe actuel : à renseigner."),
        StringLength(256, ErrorMessage = "Mot de passe actuel : 256 caractères au plus.")]
    public string? Current { get; set; }
}

public class ForgottenForm
{
    [Display(Name = "Adresse électronique"), Required(ErrorMessage = "Adresse électronique : à renseigner."),
        StringLength(254, ErrorMessage = "Adresse électronique : 254 caractères au plus.")]
    public string? Address { get; set; }
}
