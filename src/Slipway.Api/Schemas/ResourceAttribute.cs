namespace Slipway.Api.Schemas;

/// <summary>How a kind is served.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ResourceAttribute(string group, string version, string plural) : Attribute
{
    /// <summary>API group.</summary>
    public string Group { get; } = group;

    /// <summary>Version of the class.</summary>
    public string Version { get; } = version;

    /// <summary>Plural name in URLs.</summary>
    public string Plural { get; } = plural;

    /// <summary>The kind; null when it is named as the class.</summary>
    public string? Kind { get; init; }

    /// <summary>Whether the kind is of clusterctl's inventory and no part of the contract between core and providers.</summary>
    public bool Inventory { get; init; }

    /// <summary>Whether clusterctl moves the kind with what its objects own, for no Cluster does; it is no part of the contract either.</summary>
    public bool MoveHierarchy { get; init; }

    /// <summary>Whether its objects are in no namespace.</summary>
    public bool ClusterScoped { get; init; }

    /// <summary>The name by which kubectl shows the kind with others at once; null for none.</summary>
    public string? Category { get; init; } = "cluster-api";

    /// <summary>Short names for kubectl.</summary>
    public string[] ShortNames { get; init; } = [];

    /// <summary>Whether status is a subresource.</summary>
    public bool Status { get; init; }

    /// <summary>Whether the kind scales by <c>spec.replicas</c>.</summary>
    public bool Scale { get; init; }

    /// <summary>Whether one that scales says in <c>status.selector</c> by which labels its Machines are known.</summary>
    public bool ScaleSelector { get; init; } = true;
}
