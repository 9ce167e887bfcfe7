namespace CitesDesMetiers.Web.Ui.Forms;

/// <summary>
/// A page around one form. Its fields are posted without the name of the property: <c>&lt;field for="Form.Title" /&gt;</c> posts
/// "Title", which the action binds to the form itself.
/// </summary>
internal interface IFormPage<out TForm> where TForm : class
{
    TForm Form { get; }
}
