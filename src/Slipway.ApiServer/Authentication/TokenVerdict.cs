using System.Collections.Immutable;
using Slipway.ApiServer.Requests;

namespace Slipway.ApiServer.Authentication;

/// <summary>What is known of a bearer token.</summary>
/// <param name="User">Whose it is; null when it is not valid.</param>
/// <param name="Audiences">Whom it is meant for, of those that were asked about.</param>
/// <param name="Error">Why it is not valid, when it looks like one of ours; null else. Never holds the token.</param>
internal sealed record TokenVerdict(RequestUser? User, ImmutableArray<string> Audiences, string? Error = null)
{
    public static readonly TokenVerdict Unknown = new(null, []);

    public static TokenVerdict Invalid(string error) => new(null, [], error);
}
