using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Slipway.ApiServer.Admission;
using Slipway.ApiServer.Authentication;
using Slipway.ApiServer.Http.Pods;
using Slipway.ApiServer.Verbs;

namespace Slipway.ApiServer.Engine;

/// <summary>What one API server is made of besides its store.</summary>
public sealed record ApiServerOptions
{
    /// <summary>The Kubernetes version that is spoken when nothing else is said.</summary>
    public const string DefaultGitVersion = "v1.36.0";

    /// <summary>Where Services get their addresses when nothing else is said.</summary>
    public static readonly IPNetwork DefaultServiceNetwork = IPNetwork.Parse("10.96.0.0/16");

    /// <summary>
    /// Where Services get their IPv4 addresses; null for a network that is only known once the Service <c>kubernetes</c> is there, in which
    /// any address may be asked for.
    /// </summary>
    public IPNetwork? ServiceNetwork { get; init; } = DefaultServiceNetwork;

    /// <summary>The admission plugins, in order.</summary>
    public ImmutableArray<IAdmissionPlugin> Admission { get; init; } = [];

    /// <summary>What converts custom resources between versions; null when only <c>apiVersion</c> changes.</summary>
    public IVersionConverter? Converter { get; init; }

    /// <summary>
    /// What the cluster signs with. Without credentials no service account token is issued or accepted; they may come after the engine.
    /// </summary>
    public ClusterCredentialSource Credentials { get; init; } = new();

    /// <summary>
    /// Whether default, kube-system, kube-public and kube-node-lease, and the roles that every cluster has, are made at the start.
    /// </summary>
    public bool SystemNamespaces { get; init; } = true;

    /// <summary>
    /// The Kubernetes version that <c>/version</c> tells, such as <c>v1.36.0</c>; asked each time, as a cluster may be upgraded. The
    /// default tells v1.36.0: the kinds and fields served are those of 1.36.
    /// </summary>
    public Func<string> GitVersion { get; init; } = () => DefaultGitVersion;

    /// <summary>Where it is logged that a webhook failed and the request went on without it.</summary>
    public ILoggerFactory Loggers { get; init; } = NullLoggerFactory.Instance;

    /// <summary>
    /// Whether pods with a Node go at once when they are deleted: where the Nodes are only pretended, no kubelet tells that containers
    /// have ended. Otherwise such a pod stays, being deleted, until its kubelet deletes it with a grace period of 0.
    /// </summary>
    public bool PodsEndAtOnce { get; init; }

    /// <summary>Opens connections to ports of pods; null when pods have none.</summary>
    public IPodRuntime? Pods { get; init; }
}
