namespace Slipway.ApiServer.Http.Audit;

/// <summary>Where requests are logged, and how much of that is kept.</summary>
public sealed record AuditLogOptions
{
    /// <summary>The file; the directory is made when it is missing.</summary>
    public required string Path { get; init; }

    /// <summary>The file is put aside, and a new one begun, before it is larger; in bytes. kube-apiserver's <c>--audit-log-maxsize</c>.</summary>
    public long MaxBytes { get; init; } = 100 * 1024 * 1024;

    /// <summary>How many files that were put aside are kept. kube-apiserver's <c>--audit-log-maxbackup</c>.</summary>
    public int MaxBackups { get; init; } = 10;
}
