using System.Collections.Immutable;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Registry;

/// <summary>A subresource that a resource serves.</summary>
/// <param name="Name">Its name, such as <c>status</c>.</param>
/// <param name="Kind">The kind of its bodies.</param>
/// <param name="Verbs">The verbs of discovery, in its order.</param>
/// <param name="HasOwnGroup">Whether discovery names group and version of its kind, as they are not the resource's own.</param>
internal sealed record SubresourceInfo(string Name, GroupVersionKind Kind, ImmutableArray<string> Verbs, bool HasOwnGroup);
