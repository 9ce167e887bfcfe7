namespace CitesDesMetiers.Web.Letters;

/// <summary>Optional styles. Webmails that remove them (La Poste, SFR, Gmail in a mobile browser) still show everything.</summary>
internal static class MailStyleSheet
{
    /// <summary>The <c>style</c> element. It is a single string, because Razor would interpret its braces.</summary>
    public const string Element =
        $$"""
        <style>
        @media (max-width:639px){
        .gap{padding-right:0!important}
        }
        @media (max-width:299px){
        .title{font-size:36px!important;line-height:42px!important}
        }
        @media (min-width:640px){
        .title{font-size:64px!important;line-height:70px!important}
        }
        @media (prefers-color-scheme:dark){
        .paper{background-color:{{MailStyle.DarkPaper}}!important}
        .panel{background-color:{{MailStyle.DarkPanel}}!important}
        .paper,.paper td,.paper th,.paper p,.paper ul,.paper ol,.paper li,.paper blockquote,.paper pre,.paper h1,.paper h2,.paper h3,.paper h4,.paper h5,.paper h6{color:{{MailStyle.DarkInk}}!important}
        .paper td,.paper th,.paper h2,.paper hr{border-color:{{MailStyle.DarkRule}}!important}
        .paper .panel td{border-color:{{MailStyle.DarkOchre}}!important}
        .paper a[href]{color:{{MailStyle.DarkPetrol}}!important}
        .paper .date{color:{{MailStyle.DarkOchre}}!important}
        .paper .mark,.paper .button[href]{color:#FFFFFF!important}
        }
        </style>
        """;
}
