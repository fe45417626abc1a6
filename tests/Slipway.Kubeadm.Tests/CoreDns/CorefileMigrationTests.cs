using Slipway.Kubeadm.CoreDns;

namespace Slipway.Kubeadm.Tests.CoreDns;

public sealed class CorefileMigrationTests
{
    [Theory]
    [InlineData("1.3.1", "1.4.0", "kubernetes c {; endpoint a b; }", "kubernetes c {; endpoint a; }")]
    [InlineData("1.4.0", "1.5.0", "kubernetes c {; upstream; ttl 30; }", "kubernetes c {; ttl 30; }; ready")]
    [InlineData("1.4.0", "1.5.0", "kubernetes c {; upstream; }; ready", "kubernetes c; ready")]
    [InlineData("1.5.2", "1.6.0", "kubernetes c {; resyncperiod 5m; pods insecure; }", "kubernetes c {; pods insecure; }")]
    [InlineData("1.2.0", "1.2.1", "proxy . r", "proxy . r; loop")]
    [InlineData("1.2.0", "1.3.1", "cache 30", "cache 30")]
    [InlineData("1.2.0", "1.2.2", "proxy . r {; protocol https_google; }; loop", "proxy . r; loop")]
    [InlineData("1.4.0", "1.5.0", "proxy . r {; policy least_conn; spray; except x; }", "forward . r {; force_tcp; except x; }")]
    [InlineData("1.4.0", "1.5.0", "proxy . r {; protocol dns; max_fails 3; }", "forward . r")]
    [InlineData("1.6.4", "1.6.5", "health", "health {; lameduck 5s; }")]
    [InlineData("1.6.4", "1.6.5", "health {; lameduck 20s; }", "health {; lameduck 20s; }")]
    [InlineData("1.6.9", "1.7.0", "forward . r", "forward . r {; max_concurrent 1000; }")]
    [InlineData("1.7.1", "1.8.0", "kubernetes c d {; transfer to *; ttl 30; }", "kubernetes c d {; ttl 30; }; transfer c {; to *; }")]
    [InlineData("1.8.0", "1.14.2", "kubernetes c {; ttl 30; }; forward . r", "kubernetes c {; ttl 30; }; forward . r")]
    public void Migrate_BetweenReleases_ChangesWhatTheLaterOneAsks(string from, string to, string before, string after) =>
        Assert.Equal(CorefileText.Write(CorefileText.Read(Server(after))), CorefileText.Write(CorefileText.Read(
            CorefileMigration.Migrate(Server(before), from, to))));

    [Fact]
    public void Migrate_StubDomains_BecomeServers() => Assert.Equal(
        """
        .:53 {
            errors
            forward . /etc/resolv.conf
        }

        a.local {
            forward . 10.0.0.1
            loop
            errors
            cache 30
        }

        b.local {
            forward . 10.0.0.2
            loop
            errors
            cache 30
        }

        """,
        CorefileMigration.Migrate(
            ".:53 {\n errors\n forward a.local 10.0.0.1\n forward b.local 10.0.0.2\n forward . /etc/resolv.conf\n}\n", "1.3.1", "1.4.0"));

    [Theory]
    [InlineData(".:53 x {\n forward a.local 10.0.0.1\n}", "has several names")]
    [InlineData("y:53 {\n forward a.local 10.0.0.1\n}", "is not the default one")]
    [InlineData(". {\n forward\n}", "says neither what nor where to")]
    public void Migrate_StubDomainsThatNobodyCanPart_IsRefused(string corefile, string why) => Assert.Contains(
        why, Assert.Throws<CorefileException>(() => CorefileMigration.Migrate(corefile, "1.3.1", "1.5.0")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("1.8.0", "1.7.0", "cannot migrate up to '1.7.0' from '1.8.0'")]
    [InlineData("1.8.0", "1.99.0", "cannot migrate up to '1.99.0' from '1.8.0'")]
    [InlineData("1.0.0", "1.8.0", "start version '1.0.0' not supported")]
    public void Migrate_NoWayKnown_IsRefused(string from, string to, string why) =>
        Assert.Equal(why, Assert.Throws<CorefileException>(() => CorefileMigration.Migrate(Server("errors"), from, to)).Message);

    [Fact]
    public void Migrate_NothingToChange_KeepsCommentsAndSpaces()
    {
        const string corefile = ".:53 { # the only one\n\terrors\n\tforward . 10.0.0.1 {\n\t\tmax_concurrent 10\n\t}\n}\n";

        Assert.Equal(corefile, CorefileMigration.Migrate(corefile, "1.8.0", "1.12.0"));
    }

    [Theory]
    [InlineData(".:53 {\n errors\n", "line 1 of the Corefile opens is not closed")]
    [InlineData("errors\n}\n", "line 2 of the Corefile closes a block that was not opened")]
    [InlineData("log \"x\n", "a quote is not closed")]
    public void Read_Broken_SaysWhere(string corefile, string why) =>
        Assert.Contains(why, Assert.Throws<CorefileException>(() => CorefileText.Read(corefile)).Message, StringComparison.Ordinal);

    [Fact]
    public void Write_WordsThatNeedQuotes_ReadBack()
    {
        const string corefile = "a {\n    log \"x y\" \"say \\\"hi\\\"\" \"#1\" \"\" {\n        class {\n            all\n        }\n    }\n}\n";

        Assert.Equal(corefile, CorefileText.Write(CorefileText.Read(corefile)));
    }

    private static string Server(string lines) => $".:53 {{\n{lines.Replace(";", "\n", StringComparison.Ordinal)}\n}}\n";
}
