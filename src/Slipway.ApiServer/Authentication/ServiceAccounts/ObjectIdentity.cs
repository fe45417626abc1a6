namespace Slipway.ApiServer.Authentication.ServiceAccounts;

/// <summary>An object that a token names.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Uid">Its UID; empty when only the name is known.</param>
internal sealed record ObjectIdentity(string Name, string Uid);
