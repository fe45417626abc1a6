namespace Slipway.ApiServer.Kinds;

/// <summary>What a kind's names must look like.</summary>
internal enum NameRule
{
    /// <summary>A DNS subdomain (RFC 1123), at most 253 characters.</summary>
    Subdomain,

    /// <summary>A DNS label (RFC 1123), at most 63 characters.</summary>
    Label,

    /// <summary>A DNS label that begins with a letter (RFC 1035), at most 63 characters.</summary>
    Label1035,

    /// <summary>Anything that can be a segment of a path.</summary>
    PathSegment,

    /// <summary>A DNS subdomain behind <c>*.</c></summary>
    WildcardSubdomain,

    /// <summary>A DNS subdomain that may have underscores.</summary>
    UnderscoreSubdomain,

    /// <summary>An IP address.</summary>
    IpAddress,
}
