namespace Slipway.ApiServer.Http.Negotiation;

/// <summary>What an answer is made into.</summary>
internal enum ResponseForm
{
    /// <summary>The object or list itself.</summary>
    Plain,

    /// <summary>A <c>Table</c> for people.</summary>
    Table,

    /// <summary>One object's metadata only.</summary>
    PartialMetadata,

    /// <summary>The metadata only of a list's objects.</summary>
    PartialMetadataList,
}
