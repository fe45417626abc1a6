namespace Slipway.ApiServer.Requests;

/// <summary>The resource that a request's path names, before it is known whether the server serves it.</summary>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Version">The version in the group, such as <c>v1</c>.</param>
/// <param name="Plural">The plural resource, such as <c>configmaps</c>.</param>
/// <param name="Subresource">The subresource, such as <c>status</c>; empty for the resource itself.</param>
public readonly record struct ResourceReference(string Group, string Version, string Plural, string Subresource = "")
{
    /// <summary>The wire's <c>apiVersion</c> of the path.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <inheritdoc/>
    public override string ToString() => Subresource.Length == 0 ? $"{Plural}.{ApiVersion}" : $"{Plural}/{Subresource}.{ApiVersion}";
}
