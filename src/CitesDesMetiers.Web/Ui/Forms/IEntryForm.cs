namespace CitesDesMetiers.Web.Ui.Forms;

/// <summary>A form over an entity that belongs to a Cité, or to the network with null.</summary>
public interface IEntryForm : IVersionedForm
{
    int? CiteId { get; set; }
}
