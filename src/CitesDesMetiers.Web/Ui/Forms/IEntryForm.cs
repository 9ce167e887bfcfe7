namespace CitesDesMetiers.Web.Ui.Forms;

/// <summary>A form for an entity that belongs to a Cité, or, with null, to the network.</summary>
public interface IEntryForm : IVersionedForm
{
    int? CiteId { get; set; }
}
