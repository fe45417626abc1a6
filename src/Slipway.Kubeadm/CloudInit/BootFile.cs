namespace Slipway.Kubeadm.CloudInit;

/// <summary>A file that a machine finds when it boots.</summary>
/// <param name="Path">The absolute path.</param>
/// <param name="Content">The content, encoded as <paramref name="Encoding"/> says.</param>
/// <param name="Owner">The owner as <c>user:group</c>; null for cloud-init's default, root.</param>
/// <param name="Permissions">The permissions in octal, such as <c>0640</c>; null for cloud-init's default.</param>
/// <param name="Encoding">How the content is encoded; null for plain text.</param>
/// <param name="Append">Whether the content is added to a file that is there.</param>
internal sealed record BootFile(
    string Path, string Content, string? Owner = "root:root", string? Permissions = "0640", string? Encoding = null, bool Append = false);
