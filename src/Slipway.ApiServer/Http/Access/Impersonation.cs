using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Slipway.ApiServer.Authentication;
using Slipway.ApiServer.Authentication.ServiceAccounts;
using Slipway.ApiServer.Authorization;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Http.Access;

/// <summary>The headers by which a user who may do so acts as another (<c>kubectl --as</c>).</summary>
internal static class Impersonation
{
    private const string Prefix = "Impersonate-";
    private const string UserHeader = Prefix + "User";
    private const string GroupHeader = Prefix + "Group";
    private const string UidHeader = Prefix + "Uid";
    private const string ExtraPrefix = Prefix + "Extra-";
    private const string AuthenticationGroup = "authentication.k8s.io";

    /// <summary>The user that the request acts as: the one who asks when it has no such headers.</summary>
    /// <exception cref="Slipway.Kubernetes.Errors.KubeApiException">The user may not (403).</exception>
    public static ValueTask<RequestUser> ApplyAsync(HttpContext context, RequestUser user, IRequestAuthorizer authorizer)
    {
        var headers = context.Request.Headers;
        foreach (var header in headers)
        {
            if (header.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            {
                return ReadAsync(headers, user, authorizer, context.RequestAborted);
            }
        }

        return new ValueTask<RequestUser>(user);
    }

    private static async ValueTask<RequestUser> ReadAsync(
        IHeaderDictionary headers, RequestUser user, IRequestAuthorizer authorizer, CancellationToken cancellationToken)
    {
        var wanted = new RequestUser(headers[UserHeader].ToString(), [.. headers[GroupHeader].Select(g => g ?? "")])
        {
            Uid = headers[UidHeader].ToString(),
            Extra = ExtraOf(headers),
        };
        if (wanted.Name.Length == 0)
        {
            return wanted.Groups.IsEmpty && wanted.Uid.Length == 0 && wanted.Extra.IsEmpty
                ? user
                : throw FrontErrors.BadRequest($"requested {InGo(wanted)} without impersonating a user name");
        }

        foreach (var attributes in Needed(user, wanted))
        {
            await authorizer.DemandAsync(attributes, cancellationToken);
        }

        return wanted with { Groups = GroupsOf(wanted) };
    }

    // The user as Go prints it with all its fields.
    private static string InGo(RequestUser user)
    {
        var extra = user.Extra.Select(e => $"{GoText.Quote(e.Key)}:{Texts(e.Value)}");
        return $"&user.DefaultInfo{{Name:\"\", UID:{GoText.Quote(user.Uid)}, Groups:{Texts(user.Groups)}, Extra:map[string][]string"
            + $"{(user.Extra.IsEmpty ? "(nil)" : $"{{{string.Join(", ", extra)}}}")}}}";
    }

    private static string Texts(ImmutableArray<string> texts) =>
        texts.IsEmpty ? "[]string(nil)" : $"[]string{{{string.Join(", ", texts.Select(GoText.Quote))}}}";

    // Every part of another's identity is a permission of its own.
    private static IEnumerable<AuthorizationAttributes> Needed(RequestUser user, RequestUser wanted)
    {
        var impersonate = new AuthorizationAttributes(user, "impersonate");
        yield return ServiceAccountNames.Split(wanted.Name) is var (ns, name)
            ? impersonate with { Resource = "serviceaccounts", Namespace = ns, Name = name }
            : impersonate with { Resource = "users", Name = wanted.Name };
        foreach (var group in wanted.Groups)
        {
            yield return impersonate with { Resource = "groups", Name = group };
        }

        foreach (var (key, values) in wanted.Extra)
        {
            foreach (var value in values)
            {
                yield return impersonate with { Group = AuthenticationGroup, Resource = "userextras", Subresource = key, Name = value };
            }
        }

        if (wanted.Uid.Length > 0)
        {
            yield return impersonate with { Group = AuthenticationGroup, Resource = "uids", Name = wanted.Uid };
        }
    }

    private static ImmutableArray<string> GroupsOf(RequestUser wanted)
    {
        var groups = wanted.Groups;
        if (groups.IsEmpty && ServiceAccountNames.Split(wanted.Name) is var (ns, _))
        {
            groups = [ServiceAccountNames.Group, ServiceAccountNames.GroupOf(ns)];
        }

        if (wanted.Name == "system:anonymous")
        {
            return groups.Contains(RequestGroups.Unauthenticated) ? groups : groups.Add(RequestGroups.Unauthenticated);
        }

        return groups.Contains(RequestGroups.Authenticated) || groups.Contains(RequestGroups.Unauthenticated)
            ? groups
            : groups.Add(RequestGroups.Authenticated);
    }

    private static ImmutableSortedDictionary<string, ImmutableArray<string>> ExtraOf(IHeaderDictionary headers) => headers
        .Where(h => h.Key.StartsWith(ExtraPrefix, StringComparison.OrdinalIgnoreCase))
        .ToImmutableSortedDictionary(
            h => Uri.UnescapeDataString(h.Key[ExtraPrefix.Length..].ToLowerInvariant()),
            h => h.Value.Select(v => v ?? "").ToImmutableArray(),
            StringComparer.Ordinal);
}
