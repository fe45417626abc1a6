using System.Collections.Immutable;
using Slipway.Cel.Libraries;
using Slipway.Cel.Macros;
using Slipway.Cel.Syntax;

namespace Slipway.Cel.Tests.Conformance.Protos;

/// <summary><c>proto.hasExt</c> and <c>proto.getExt</c>: extensions are fields with qualified names.</summary>
internal static class ProtoExtensionMacros
{
    public static CelLibrary Library { get; } = new("proto")
    {
        Macros =
        [
            new CelMacro("hasExt", 2, IsMember: true, static (c, t, a) => Name(t, a) is { } name ? c.PresenceTest(a[0], name) : null),
            new CelMacro("getExt", 2, IsMember: true, static (c, t, a) => Name(t, a) is { } name ? c.Select(a[0], name) : null),
        ],
    };

    private static string? Name(CelExpr? target, ImmutableArray<CelExpr> arguments) =>
        target is CelIdent { Name: "proto" } && Checking.QualifiedName.Of(arguments[1]) is var (_, name) ? name : null;
}
