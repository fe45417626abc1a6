namespace Slipway.ApiServer.Storage;

/// <summary>Which objects a list wants, in key order.</summary>
/// <param name="Resource">The plural resource with its group, as in <see cref="StoreKey.Resource"/>.</param>
/// <param name="Namespace">Only this namespace; null for all.</param>
/// <param name="StartAfter">Only keys after this one (the last key of the page before); null to start at the beginning.</param>
/// <param name="Limit">At most so many objects; 0 for all.</param>
public readonly record struct StoreQuery(string Resource, string? Namespace = null, StoreKey? StartAfter = null, int Limit = 0);
