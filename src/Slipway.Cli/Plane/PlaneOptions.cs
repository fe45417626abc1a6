using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Slipway.Api.Admission;

namespace Slipway.Cli.Plane;

/// <summary>How to run a management plane.</summary>
internal sealed record PlaneOptions
{
    /// <summary>Where it keeps everything.</summary>
    public required DataDirectory Directory { get; init; }

    /// <summary>Where the administrator's kubeconfig is written when the plane is ready.</summary>
    public required string Kubeconfig { get; init; }

    /// <summary>How the database encrypts.</summary>
    public EncryptionOptions Encryption { get; init; } = new();

    /// <summary>The TCP port on 127.0.0.1; 0 for a free one.</summary>
    public int Port { get; init; }

    /// <summary>
    /// Serve the API alone: no definitions and admission rules of ours, no controllers. For running other people's managers, Cluster API's
    /// own among them, on this API server.
    /// </summary>
    public bool ApiOnly { get; init; }

    /// <summary>The kubeadm providers' controllers run in another process.</summary>
    public bool KubeadmElsewhere { get; init; }

    /// <summary>What is switched on beyond the defaults.</summary>
    public AdmissionGates Gates { get; init; } = new();

    /// <summary>Which labels of Machines their Nodes get beside those that always follow.</summary>
    public ImmutableArray<Regex> NodeLabels { get; init; } = [];

    /// <summary>Which annotations of Machines their Nodes get beside those that always follow.</summary>
    public ImmutableArray<Regex> NodeAnnotations { get; init; } = [];

    /// <summary>The file that requests are logged to; null for none.</summary>
    public string? AuditLog { get; init; }
}
