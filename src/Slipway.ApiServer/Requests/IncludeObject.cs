namespace Slipway.ApiServer.Requests;

/// <summary>How much of each object stands in a Table's rows (query parameter <c>includeObject</c>).</summary>
public enum IncludeObject
{
    /// <summary>The metadata, as a PartialObjectMetadata.</summary>
    Metadata,

    /// <summary>Nothing.</summary>
    None,

    /// <summary>The whole object.</summary>
    Object,
}
