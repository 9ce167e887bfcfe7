using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Web.Ui.Forms;

/// <summary>Explains in French what is wrong with a mail address.</summary>
internal static class AddressFaults
{
    public static string Explain(AddressFault fault) =>
        fault switch
        {
            AddressFault.Missing => "indiquez une adresse électronique.",
            AddressFault.ControlCharacter => "un caractère invisible ou un retour à la ligne s’y est glissé ; retapez l’adresse.",
            AddressFault.Space => "une adresse électronique ne contient pas d’espace.",
            AddressFault.NoAt => "il manque le signe @ ou ce qui l’entoure, comme dans prenom.nom@domaine.fr.",
            AddressFault.LocalPart => "la partie avant le signe @ ne convient pas : lettres, chiffres, points et tirets.",
            AddressFault.LocalPartNotAscii => "la partie avant le signe @ ne peut pas contenir d’accent : notre serveur ne saurait pas y écrire.",
            AddressFault.Domain => "le domaine après le signe @ ne convient pas ; il contient au moins un point, comme dans domaine.fr.",
            AddressFault.TooLong => "l’adresse est trop longue : 64 caractères au plus avant le signe @, 254 en tout.",
            _ => "l’adresse ne convient pas.",
        };
}
