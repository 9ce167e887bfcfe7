namespace CitesDesMetiers.Web.Ui.Forms;

/// <summary>A form over an entity that two people may edit at once.</summary>
public interface IVersionedForm
{
    /// <summary>The version the edit began from; empty for something new.</summary>
    Guid Version { get; set; }
}
