using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Media;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitesDesMetiers.Core.News;

internal sealed class NewsMapping :
    IEntityTypeConfiguration<NewsItem>, IEntityTypeConfiguration<NewsPicture>, IEntityTypeConfiguration<Theme>, IEntityTypeConfiguration<NewsEvent>
{
    public void Configure(EntityTypeBuilder<NewsItem> builder)
    {
        builder.Property(n => n.Title).HasMaxLength(NewsItem.TitleLength);
        builder.Property(n => n.Language).HasMaxLength(10);
        builder.HasOne(n => n.Cite).WithMany().HasForeignKey(n => n.CiteId);
        builder.HasOne(n => n.Contact).WithMany().HasForeignKey(n => n.ContactId);
        builder.HasOne<User>().WithMany().HasForeignKey(n => n.AuthorId);
        builder.HasMany(n => n.Pictures).WithOne().HasForeignKey(p => p.NewsItemId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(n => n.Themes).WithMany().UsingEntity(join => join.ToTable("NewsItemThemes"));
        builder.HasMany(n => n.Events).WithOne().HasForeignKey(e => e.NewsItemId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne(n => n.CallForNews).WithMany().HasForeignKey(n => n.CallForNewsId);
        builder.Ignore(n => n.IsComplete).Ignore(n => n.MayBeSubmitted);
        builder.HasIndex(n => new { n.State, n.UpdatedAt });
    }

    public void Configure(EntityTypeBuilder<NewsPicture> builder)
    {
        builder.HasKey(p => new { p.NewsItemId, p.MediaFileId });
        builder.Property(p => p.AlternativeText).HasMaxLength(MediaFile.AlternativeTextLength);
        builder.Property(p => p.Caption).HasMaxLength(NewsPicture.CaptionLength);
        builder.Property(p => p.Credit).HasMaxLength(MediaFile.CreditLength);
        builder.HasOne(p => p.MediaFile).WithMany().HasForeignKey(p => p.MediaFileId);
    }

    public void Configure(EntityTypeBuilder<NewsEvent> builder)
    {
        builder.Property(e => e.AuthorName).HasMaxLength(Contact.NameLength);
        builder.Property(e => e.Comment).HasMaxLength(NewsEvent.CommentLength);
    }

    public void Configure(EntityTypeBuilder<Theme> builder)
    {
        builder.Property(t => t.Name).HasMaxLength(60);
        builder.Property(t => t.Slug).HasMaxLength(80);
        builder.HasIndex(t => t.Slug).IsUnique();
    }
}
