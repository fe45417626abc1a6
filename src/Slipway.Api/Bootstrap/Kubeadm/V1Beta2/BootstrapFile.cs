using Slipway.Api.Schemas;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>A file written to the machine before kubeadm runs.</summary>
public sealed class BootstrapFile
{
    /// <summary>Whether content is added to a file already there. Default false.</summary>
    public bool? Append { get; set; }

    /// <summary>The content; not together with contentFrom.</summary>
    [Length(1, 10240)]
    public string? Content { get; set; }

    /// <summary><c>Raw</c>: as it is; <c>Template</c>: rendered first. Default Raw.</summary>
    [Enum(FileContentFormat.Raw, FileContentFormat.Template)]
    public string? ContentFormat { get; set; }

    /// <summary>Source of the content.</summary>
    public ContentSource? ContentFrom { get; set; }

    /// <summary>How content is encoded; decoded before writing. Unset: plain.</summary>
    [Enum(FileEncoding.Base64, FileEncoding.Gzip, FileEncoding.GzipBase64)]
    public string? Encoding { get; set; }

    /// <summary>Owner as <c>user:group</c>. Default <c>root:root</c>.</summary>
    [Length(1, 256)]
    public string? Owner { get; set; }

    /// <summary>Absolute path; unique among the files.</summary>
    [Required, Length(1, 512)]
    public string? Path { get; set; }

    /// <summary>Mode in octal, as <c>0640</c>.</summary>
    [Length(1, 16)]
    public string? Permissions { get; set; }
}
