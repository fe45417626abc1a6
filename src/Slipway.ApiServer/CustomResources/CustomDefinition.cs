using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Registry;

namespace Slipway.ApiServer.CustomResources;

/// <summary>A CustomResourceDefinition as the registry knows it.</summary>
/// <param name="Name">The definition's name, <c>plural.group</c>.</param>
/// <param name="Group">The group.</param>
/// <param name="Versions">All versions, in the definition's order, served or not.</param>
/// <param name="ServedVersions">The names of the served ones.</param>
/// <param name="Storage">The version that objects are stored in.</param>
internal sealed record CustomDefinition(
    string Name, string Group, ImmutableArray<ResourceInfo> Versions, ImmutableHashSet<string> ServedVersions, ResourceInfo Storage)
{
    /// <summary>The accepted names (<c>status.acceptedNames</c>), for finding conflicts.</summary>
    public required JsonObject Names { get; init; }

    /// <summary>A version in which requests about the objects are served: the stored one when it is.</summary>
    public ResourceInfo Addressed => ServedVersions.Contains(Storage.Kind.Version)
        ? Storage
        : Versions.FirstOrDefault(v => ServedVersions.Contains(v.Kind.Version)) ?? Storage;

    /// <summary>Whether the definition is being deleted: nothing can be created any more.</summary>
    public bool Terminating { get; init; }
}
