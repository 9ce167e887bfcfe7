using System.ComponentModel.DataAnnotations;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Web.Newsletter.Cites;
using CitesDesMetiers.Web.Ui.Forms;

namespace CitesDesMetiers.Web.Newsletter.Moves;

/// <summary>The form of an arrival or a departure, at the desk and behind a personal link.</summary>
public class MoveForm : IFormWithNewCite
{
    public Guid Version { get; set; }

    [Display(Name = "Nature")]
    public StaffMoveKind Kind { get; set; }

    [Display(Name = "Personne"), Line(Contact.NameLength, Required = true)]
    public string? Person { get; set; }

    [Display(Name = "Poste"), Line(200, Required = true)]
    public string? Post { get; set; }

    [Display(Name = "Cité")]
    public int? CiteId { get; set; }

    public NewCite NewCite { get; set; } = new();

    [Display(Name = "À partir du")]
    public DateOnly? EffectiveOn { get; set; }

    [Display(Name = "Remplacée par"), Line(Contact.NameLength)]
    public string? ReplacedBy { get; set; }

    [Display(Name = "Adresse électronique pour la suite"), MailAddress]
    public string? Address { get; set; }

    [Display(Name = "Formule libre"), Line(StaffMove.WordingLength)]
    public string? Wording { get; set; }

    public static MoveForm From(StaffMove move) => new()
    {
        Version = move.Version,
        Kind = move.Kind,
        Person = move.Person,
        Post = move.Post,
        CiteId = move.CiteId,
        EffectiveOn = move.EffectiveOn,
        ReplacedBy = move.ReplacedBy,
        Address = move.Address,
        Wording = move.Wording,
    };

    /// <summary>Writes a valid form into the move. What a correspondent changes is proposed again.</summary>
    internal void ApplyTo(StaffMove move, bool isEditor)
    {
        move.Describe(Kind, Person!, Post!, CiteId, EffectiveOn, ReplacedBy, Address, Wording);
        if (isEditor)
        {
            move.Accept();
        }
        else
        {
            move.Withdraw();
        }
    }
}
