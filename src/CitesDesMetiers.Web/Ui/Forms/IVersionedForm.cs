namespace CitesDesMetiers.Web.Ui.Forms;

/// <summary>A form for an entity that two people may edit at the same time.</summary>
public interface IVersionedForm
{
    /// <summary>The version that was loaded into the form; empty for a new entity.</summary>
    Guid Version { get; set; }
}
