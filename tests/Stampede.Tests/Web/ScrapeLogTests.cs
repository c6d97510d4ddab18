using Stampede.Engine;

namespace Stampede.Tests;

public sealed class ScrapeLogTests
{
    [Fact]
    public void The_wait_follows_the_longest_gap_and_has_a_limit()
    {
        var clock = new CookieClock();
        var log = new ScrapeLog(clock);
        Assert.Equal(TimeSpan.Zero, log.Wait);
        log.Add(isFinal: false);
        Assert.Equal(TimeSpan.Zero, log.Wait);

        Scrape(after: 5);
        Assert.Equal(TimeSpan.FromSeconds(6), log.Wait);
        Scrape(after: 1);
        Assert.Equal(TimeSpan.FromSeconds(6), log.Wait);
        Scrape(after: 60);
        Assert.Equal(ScrapeLog.LongestWait, log.Wait);
        Assert.False(log.Read.IsCompleted);

        log.Add(isFinal: true);
        Assert.True(log.Read.IsCompletedSuccessfully);

        void Scrape(int after)
        {
            clock.Now += TimeSpan.FromSeconds(after);
            log.Add(isFinal: false);
        }
    }
}
