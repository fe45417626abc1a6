using Slipway.Api.Schemas;

namespace Slipway.Api.Shared;

/// <summary>Labels and annotations given to objects made from a template.</summary>
[MinProperties(1)]
public sealed class ObjectMeta
{
    /// <summary>Annotations to set.</summary>
    public Dictionary<string, string>? Annotations { get; set; }

    /// <summary>Labels to set.</summary>
    public Dictionary<string, string>? Labels { get; set; }
}
